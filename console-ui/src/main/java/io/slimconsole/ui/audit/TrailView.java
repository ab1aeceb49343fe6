package io.slimconsole.ui.audit;

import io.slimconsole.persistence.audit.AuditEntry;
import io.slimconsole.persistence.audit.AuditStatus;
import io.slimconsole.persistence.audit.Verification;
import io.slimconsole.ui.audit.TrailViewModel.Results;
import io.slimconsole.ui.fx.Formats;
import io.slimconsole.ui.fx.Icons;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.fx.ViewState;
import io.slimconsole.ui.shell.ConsoleContext;
import io.slimconsole.ui.shell.Target;
import io.slimconsole.ui.table.Json;
import io.slimconsole.ui.table.LivePage;
import io.slimconsole.ui.table.PagedList;
import io.slimconsole.ui.table.PagedTable;
import io.slimconsole.ui.table.RowCommands;
import io.slimconsole.ui.table.Tally;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;

/// The controls of a screen of the log, bound to its view model.
final class TrailView<E extends AuditEntry, F> {
    private final TrailKind<E, F> kind;
    private final TrailViewModel<E, F> model;
    private final ConsoleContext context;
    private final Texts texts;
    private final Executor workers;
    private final PagedTable<E> table;
    private final TimelineChart timeline;
    private final LivePage page;
    private final EntryDetails<E> details;
    private final SavedFilters saved;
    private final AuditWork work;
    private final ViewState locked;
    private final PartBar part;
    private final MenuButton savedMenu = new MenuButton();
    private final ToggleButton failures = new ToggleButton();
    private final Label rate = new Label();
    private final Label problem = new Label();
    private final Button whole = new Button();
    private final Button verify = new Button();

    /// The same in each frame: a click on a button that is made anew would be lost.
    private final ViewState.Offer offerSettings;

    private final ViewState.Offer offerFault;

    /// What the details show.
    private @Nullable E detailed;

    /// The next list is shown from its end: it goes on where the one before began.
    private boolean atEnd;

    /// Sequence of the entry to go to, once all are shown.
    private long revealing;

    /// @param workers where an entry's links are looked up
    TrailView(
            TrailKind<E, F> kind,
            TrailViewModel<E, F> model,
            EntryDetails<E> details,
            AuditWork work,
            UnlockViewModel unlocking,
            ConsoleContext context,
            Executor workers) {
        this.kind = kind;
        this.model = model;
        this.details = details;
        this.work = work;
        this.context = context;
        this.workers = workers;
        texts = kind.texts();
        locked =
                new ViewState.Asking(
                        Feather.LOCK,
                        texts.get("state.locked"),
                        texts.get("state.locked.text"),
                        UnlockForm.instead(kind.id() + "-unlock", unlocking, context.ui()).node());
        offerSettings =
                new ViewState.Offer(
                        texts.get("state.settings"),
                        () -> context.navigation().reveal(new Target.OfSettings("audit")));
        offerFault = new ViewState.Offer(texts.get("verify.show"), this::revealFault);
        saved = new SavedFilters(context.uiState(), kind.id() + ".saved-filters");
        table =
                new PagedTable<>(
                        kind.id() + "-table",
                        model.list().get(),
                        kind.columns(),
                        texts,
                        context.clock());
        table.keep(context.uiState(), kind.id());
        timeline = new TimelineChart(kind.id() + "-timeline", texts, context.clock().getZone());
        VBox.setVgrow(table.view(), Priority.ALWAYS);
        part =
                new PartBar(
                        kind.id(),
                        texts,
                        model::showOlder,
                        () -> {
                            atEnd = true;
                            model.showNewer();
                        });
        var content = new VBox(timeline, table.view(), part);
        content.setMinHeight(0);
        page = new LivePage(kind.id(), texts, model.feed(), context, content, model::clearFilter);
        page.style("trail-screen", String.valueOf(TrailView.class.getResource("audit.css")));
        build();
        bind();
    }

    LivePage page() {
        return page;
    }

    PagedTable<E> table() {
        return table;
    }

    /// Takes back one thing: what is being chosen, what is typed, the time, the details.
    boolean escape() {
        if (timeline.unchoose()) {
            return true;
        }
        if (model.isFiltered()) {
            model.clearFilter();
            return true;
        }
        return page.side().closeDetails();
    }

    /// Shows what is typed here, or all where nothing is.
    void ask(String typed) {
        model.ask(typed);
    }

    /// Goes to an entry, among all others.
    void reveal(long sequence) {
        model.clearFilter();
        model.feed().paused().set(false);
        revealing = sequence;
        finishRevealing();
    }

    void openDetails() {
        table.selectedEntry().ifPresent(this::openDetails);
    }

    void openExport() {
        TrailViewModel.Shown<E, F> shown = model.shown();
        page.side()
                .open(
                        texts.get("export.title"),
                        new ExportPane(
                                        texts,
                                        work,
                                        context.dialogs(),
                                        shown::find,
                                        shown.count(),
                                        () -> page.side().closeDetails())
                                .node());
        detailed = null;
    }

    void openSaved() {
        page.side()
                .open(
                        texts.get("saved.title"),
                        new SavedFiltersPane(texts, saved, model.feed().filter(), context.toasts())
                                .node());
        detailed = null;
    }

    void toggleFailures() {
        failures.fire();
    }

    void copyJson() {
        table.selectedEntry().ifPresent(this::copyJson);
    }

    private void copyJson(E entry) {
        context.copier().copy(Json.write(kind.json().apply(entry)), texts.get("copy.json"));
    }

    private void build() {
        page.follow(new PeriodMenu(kind.id() + "-period", texts, model.period(), context.clock()));
        failures.setId(kind.id() + "-failures");
        failures.setText(texts.get("failures"));
        failures.setTooltip(new Tooltip(texts.get("failures.tip")));
        failures.setOnAction(_ -> failuresChosen());
        page.follow(failures);
        savedMenu.setId(kind.id() + "-saved");
        savedMenu.getStyleClass().addAll("flat", "icon-button", "no-arrow");
        savedMenu.setGraphic(Icons.of(Feather.BOOKMARK));
        savedMenu.setTooltip(new Tooltip(texts.get("saved.title")));
        savedMenu.setAccessibleText(texts.get("saved.title"));
        page.follow(savedMenu);
        problem.setId(kind.id() + "-problem");
        problem.setGraphic(Icons.of(Feather.ALERT_TRIANGLE));
        problem.setWrapText(true);
        problem.setMinHeight(Region.USE_PREF_SIZE);
        problem.getStyleClass().add("filter-problem");
        page.note(problem);
        whole.setId(kind.id() + "-whole");
        whole.setText(texts.get("period.whole"));
        whole.setGraphic(Icons.of(Feather.ZOOM_OUT));
        whole.getStyleClass().addAll("small", "flat");
        whole.setOnAction(_ -> model.period().set(new Period.Whole()));
        rate.setId(kind.id() + "-rate");
        rate.getStyleClass().add("muted");
        page.tell(rate);
        page.act(verify, kind.id() + "-verify", texts.get("verify"), work::verifyOrCancel);
        page.act(new Button(), kind.id() + "-export", texts.get("export"), this::openExport);
        page.setTable(table);
    }

    private void bind() {
        model.setAround(table::change);
        model.list().subscribe(this::showList);
        model.timeline().subscribe(timeline::show);
        timeline.setOnChoose(range -> model.period().set(new Period.Between(range)));
        model.problems()
                .subscribe(
                        all -> {
                            problem.setText(String.join("\n", all));
                            LivePage.setShown(problem, !all.isEmpty());
                        });
        model.feed()
                .filter()
                .subscribe(typed -> failures.setSelected(typed.contains(kind.failures())));
        saved.all().subscribe(this::showSaved);
        page.setOnFrame(this::onFrame);
        page.side().setOnClose(() -> detailed = null);
        table.atTop().addListener((_, _, top) -> model.scrolled(top));
        model.feed()
                .paused()
                .addListener(
                        (_, _, paused) -> {
                            if (!paused) {
                                table.toTop();
                            }
                        });
        table.setOnSelect(this::onSelect);
        table.setCommands(
                new RowCommands(
                        this::openDetails,
                        RowCommands.NOTHING,
                        this::copyJson,
                        this::copyJson,
                        model.feed()::pauseOrGoOn));
        work.verifying().subscribe(this::showVerifying);
    }

    private void onFrame() {
        table.refresh();
        Results results = model.results().get();
        Tally tally =
                new Tally(
                        true,
                        clamped(results.found()),
                        clamped(Math.max(results.trail().entries(), results.found())),
                        clamped(results.missed()),
                        texts.get("one"),
                        texts.get("many"));
        page.show(tally, 0, state(results, tally));
        showPart(results);
        boolean recording = !results.off() && results.status().trouble().isEmpty();
        String now =
                recording
                        ? texts.get("rate", Formats.rate(results.trail().perSecond()))
                        : texts.get("rate.none");
        rate.setText(
                results.done()
                        ? now
                        : texts.get("searching", (int) Math.floor(results.searched() * 100)));
        finishRevealing();
    }

    private void showList(PagedList<E> list) {
        table.show(list);
        if (atEnd) {
            atEnd = false;
            table.toEnd();
        }
    }

    private void showPart(Results results) {
        long listed = model.list().get().size();
        part.show(
                results.skipped() + 1,
                results.skipped() + listed,
                results.found(),
                model.hasNewer(),
                model.hasOlder());
    }

    private ViewState state(Results results, Tally tally) {
        boolean nothing = results.newest() == 0;
        Optional<AuditStatus.Trouble> trouble = results.status().trouble();
        if (nothing && results.status().isLocked()) {
            return locked;
        }
        if (nothing && trouble.isPresent()) {
            return new ViewState.Failed(
                    texts.get("state.trouble.title"),
                    trouble.get().text(),
                    Optional.empty(),
                    Optional.empty());
        }
        if (nothing) {
            return results.off()
                    ? new ViewState.Empty(
                            Feather.EYE_OFF,
                            texts.get("state.off"),
                            texts.get("state.off.text"),
                            Optional.of(offerSettings))
                    : new ViewState.Empty(
                            kind.icon(),
                            texts.get("state.empty"),
                            texts.get("state.empty.text"),
                            Optional.empty());
        }
        if (results.found() == 0 && !results.done()) {
            return new ViewState.Loading(texts.get("state.searching", tally.total()));
        }
        if (results.found() == 0 && model.isFiltered()) {
            String typed = model.feed().filter().get().strip();
            return page.nothingMatches(
                    typed.isEmpty()
                            ? texts.get("state.none-then", tally.total())
                            : page.noMatch(tally));
        }
        return banner(results).orElseGet(ViewState.Ready::new);
    }

    private Optional<ViewState> banner(Results results) {
        Optional<AuditStatus.Trouble> trouble = results.status().trouble();
        if (trouble.isPresent()) {
            return Optional.of(
                    new ViewState.Warned(
                            texts.get(
                                    "state.trouble",
                                    trouble.get().text(),
                                    Formats.clock(
                                            trouble.get().since(), context.clock().getZone())),
                            offerSettings));
        }
        Optional<Verification.Fault> fault = fault(results);
        if (fault.isPresent()) {
            return Optional.of(
                    new ViewState.Warned(
                            texts.get(
                                    "state.fault",
                                    Formats.count(fault.get().sequence()),
                                    fault.get().what()),
                            offerFault));
        }
        return results.off()
                ? Optional.of(
                        new ViewState.Stopped(
                                texts.get("state.off.rows"), Optional.of(offerSettings)))
                : Optional.empty();
    }

    /// The first entry of this trail that a verification found broken.
    private Optional<Verification.Fault> fault(Results results) {
        return results.status().finding().stream()
                .flatMap(v -> v.faults().stream())
                .filter(f -> f.trail().equals(kind.id()))
                .findFirst();
    }

    private void revealFault() {
        fault(model.results().get()).ifPresent(fault -> reveal(fault.sequence()));
    }

    private void failuresChosen() {
        String typed = model.feed().filter().get();
        String without = typed.replace(kind.failures(), "").replaceAll("\\s+", " ").strip();
        model.feed()
                .filter()
                .set(failures.isSelected() ? (without + " " + kind.failures()).strip() : without);
    }

    private void showSaved(List<SavedFilters.Saved> all) {
        savedMenu.getItems().clear();
        for (SavedFilters.Saved each : all) {
            var item = new MenuItem(each.name());
            item.setMnemonicParsing(false);
            item.setOnAction(_ -> model.ask(each.typed()));
            savedMenu.getItems().add(item);
        }
        if (!all.isEmpty()) {
            savedMenu.getItems().add(new SeparatorMenuItem());
        }
        MenuItem manage = page.item("saved.manage", this::openSaved);
        manage.setId(kind.id() + "-saved-manage");
        savedMenu.getItems().add(manage);
    }

    private void onSelect(Optional<E> entry) {
        entry.ifPresent(
                e -> {
                    model.reading();
                    if (detailed != null && !e.equals(detailed)) {
                        openDetails(e);
                    }
                });
    }

    private void openDetails(E entry) {
        detailed = entry;
        model.reading();
        workers.execute(
                () -> {
                    Links links = details.links().apply(entry);
                    context.ui()
                            .execute(
                                    () -> {
                                        if (entry.equals(detailed)) {
                                            page.side()
                                                    .open(
                                                            details.heading().apply(entry),
                                                            details.node().apply(entry, links));
                                        }
                                    });
                });
    }

    private void finishRevealing() {
        if (revealing == 0) {
            return;
        }
        OptionalLong place = model.placeOf(revealing);
        if (place.isPresent()) {
            revealing = 0;
            model.reading();
            table.select(place.getAsLong());
        } else if (model.isEverythingThere()) {
            model.showMomentOf(
                    revealing,
                    () -> {
                        // retention was faster
                        revealing = 0;
                        context.toasts().info(texts.get("reveal.gone"));
                    });
        }
    }

    private void showVerifying(Optional<Double> progress) {
        verify.setText(
                progress.map(p -> texts.get("verify.running", (int) Math.floor(p * 100)))
                        .orElseGet(() -> texts.get("verify")));
        verify.setTooltip(
                new Tooltip(texts.get(progress.isPresent() ? "verify.running.tip" : "verify.tip")));
    }

    private static int clamped(long count) {
        return (int) Math.min(Integer.MAX_VALUE, count);
    }
}
