package io.slimconsole.ui.audit;

import io.slimconsole.persistence.audit.AuditEntry;
import io.slimconsole.persistence.audit.AuditLog;
import io.slimconsole.persistence.audit.AuditStatus;
import io.slimconsole.persistence.audit.Finding;
import io.slimconsole.persistence.audit.TimeRange;
import io.slimconsole.persistence.audit.Trail;
import io.slimconsole.ui.table.LiveFeed;
import io.slimconsole.ui.table.PagedList;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// What a screen of the log shows: what was asked for, followed while time goes on.
///
/// Belongs to the JavaFX application thread; searching happens on the feed's sampler.
final class TrailViewModel<E extends AuditEntry, F> implements AutoCloseable {
    /// Rows that come with a frame, so that none is seen before it was read.
    private static final int FIRST_ROWS = 80;

    /// More are reached part by part: for each layout the toolkit counts up to the row in sight, which takes tens of
    /// milliseconds among millions.
    static final long MOST_ROWS = 1_000_000;

    private static final Duration TIMELINE_PACE = Duration.ofSeconds(1);

    /// What the operator wants to see.
    ///
    /// @param number counts the questions
    /// @param skipped how many of the newest rows are left out, to list older ones
    private record Look<F>(Query<F> query, long number, long skipped) {}

    /// All but the newest: what came since the operator paused, and what is left out to list older ones.
    private record Shifted<E>(PagedList.Pages<E> pages, long by) implements PagedList.Pages<E> {
        @Override
        public List<E> page(long from, int count) {
            return pages.page(from + by, count);
        }
    }

    /// @param number counts the lists
    private record Frame<E>(
            long number,
            PagedList.Pages<E> pages,
            long size,
            long atTop,
            List<E> first,
            Results results,
            Optional<TimelineSum> timeline) {}

    /// What is in the list at some moment, of which an export is to have neither more nor less.
    ///
    /// @param count how many entries; so far, while they are still searched
    record Shown<E extends AuditEntry, F>(Trail<E, F> trail, F filter, long upTo, long count) {
        /// Looks for them, anew. Whoever asks closes it.
        Finding<E> find() {
            return trail.find(filter, 0, upTo);
        }
    }

    /// What there is to say about the rows.
    ///
    /// @param upTo sequence of the newest entry that was looked at for what is shown
    /// @param found how many there are
    /// @param missed how many came since the operator paused
    /// @param skipped how many of the newest are not listed, since the operator looks at older ones
    /// @param searched share of the log that was looked at, 0 to 1
    /// @param everything nothing was left out of what was asked for
    /// @param newest sequence of the newest entry in the log
    record Results(
            AuditStatus status,
            AuditStatus.TrailStatus trail,
            long upTo,
            long found,
            long missed,
            long skipped,
            double searched,
            boolean done,
            boolean off,
            boolean everything,
            long newest) {
        static final Results NONE =
                new Results(
                        new AuditStatus(
                                Optional.empty(),
                                new AuditStatus.TrailStatus(0, 0, 0, 0, 0),
                                new AuditStatus.TrailStatus(0, 0, 0, 0, 0),
                                Optional.empty()),
                        new AuditStatus.TrailStatus(0, 0, 0, 0, 0),
                        0,
                        0,
                        0,
                        0,
                        0,
                        false,
                        false,
                        false,
                        0);
    }

    private final TrailKind<E, F> kind;
    private final AuditLog audit;
    private final Trail<E, F> trail;
    private final Clock clock;
    private final Executor workers;
    private final Executor ui;
    private final LiveFeed<Look<F>, Frame<E>> feed;
    private final ObjectProperty<Period> period = new SimpleObjectProperty<>(new Period.Whole());
    private final ReadOnlyObjectWrapper<List<String>> problems =
            new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<PagedList<E>> list;
    private final ReadOnlyObjectWrapper<Results> results =
            new ReadOnlyObjectWrapper<>(Results.NONE);
    private final ReadOnlyObjectWrapper<Optional<TimelineSum>> timeline =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private Consumer<Runnable> around = Runnable::run;

    /// Paused because the operator reads further down, not because they asked for it.
    private boolean pausedByScrolling;

    private long shownNumber = -1;

    // what follows belongs to whoever samples
    private @Nullable TrailSearch<E, F> search;
    private long searching = -1;
    private long begun;

    /// What had come at the top when the present list was begun.
    private long listBase;

    private long skippedShown;
    private long atTopShown;
    private long upToShown;
    private long sizeShown;
    private Instant timelineAt = Instant.MIN;
    private boolean timelineDone;
    private Optional<TimelineSum> lastTimeline = Optional.empty();

    /// @param workers where rows are read
    TrailViewModel(
            TrailKind<E, F> kind, AuditLog audit, Executor workers, Executor ui, Clock clock) {
        this.kind = kind;
        this.audit = audit;
        this.trail = kind.trail().apply(audit);
        this.workers = workers;
        this.ui = ui;
        this.clock = clock;
        list = new ReadOnlyObjectWrapper<>(new PagedList<>(workers, ui));
        feed =
                new LiveFeed<>(
                        kind.id(),
                        new Look<>(kind.language().parse("", TimeRange.ALL, clock), 0, 0),
                        this::read,
                        ui,
                        clock,
                        this::show);
        feed.filter().subscribe((_, _) -> ask());
        period.subscribe((_, _) -> ask());
        feed.paused()
                .subscribe(
                        (_, now) -> {
                            pausedByScrolling &= now;
                            if (!now) {
                                skip(0);
                            }
                        });
    }

    /// What it reads, when, and what is typed into its filter.
    LiveFeed<?, ?> feed() {
        return feed;
    }

    /// Carries out changes of the rows, so that what is seen stays in its place.
    void setAround(Consumer<Runnable> change) {
        around = change;
    }

    /// The rows; another list for each question.
    ReadOnlyObjectProperty<PagedList<E>> list() {
        return list.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Results> results() {
        return results.getReadOnlyProperty();
    }

    /// Empty until something was recorded.
    ReadOnlyObjectProperty<Optional<TimelineSum>> timeline() {
        return timeline.getReadOnlyProperty();
    }

    /// What can't be understood of what is typed; the rows are those of the last question that could.
    ReadOnlyObjectProperty<List<String>> problems() {
        return problems.getReadOnlyProperty();
    }

    ObjectProperty<Period> period() {
        return period;
    }

    boolean isFiltered() {
        return !feed.look().query().isEverything()
                || !feed.filter().get().isBlank()
                || !(period.get() instanceof Period.Whole);
    }

    void clearFilter() {
        feed.filter().set("");
        period.set(new Period.Whole());
    }

    /// Shows what is typed here, of the whole time.
    void ask(String typed) {
        period.set(new Period.Whole());
        feed.filter().set(typed);
    }

    /// The operator scrolled: rows that move can't be read, so the list pauses until the newest is in sight again.
    void scrolled(boolean toTop) {
        if (toTop && pausedByScrolling) {
            feed.paused().set(false);
        } else if (!toTop && !feed.paused().get()) {
            feed.paused().set(true);
            pausedByScrolling = true;
        }
    }

    /// The operator looks at one row.
    void reading() {
        pausedByScrolling = false;
        feed.paused().set(true);
    }

    /// Whether there are rows beyond the last one of the list.
    boolean hasOlder() {
        Results now = results.get();
        return now.found() - now.skipped() > list.get().size();
    }

    boolean hasNewer() {
        return results.get().skipped() > 0;
    }

    /// Lists the next older rows instead. They stay where they are, so it pauses.
    void showOlder() {
        if (hasOlder()) {
            long skipped = results.get().skipped() + MOST_ROWS;
            reading();
            skip(skipped);
        }
    }

    /// Lists the next newer rows instead.
    void showNewer() {
        skip(Math.max(0, results.get().skipped() - MOST_ROWS));
    }

    private void skip(long rows) {
        if (feed.look().skipped() != rows) {
            feed.change(look -> new Look<>(look.query(), look.number(), rows));
        }
    }

    /// Place of an entry in the list; empty if it isn't there, or too far down among others to be looked for.
    OptionalLong placeOf(long sequence) {
        Results now = results.get();
        PagedList<E> rows = list.get();
        long place = now.newest() - now.missed() - now.skipped() - sequence;
        if (now.everything()) {
            return place >= 0 && place < rows.size()
                    ? OptionalLong.of(place)
                    : OptionalLong.empty();
        }
        for (int i = 0; i < Math.min(FIRST_ROWS, rows.size()); i++) {
            if (rows.get(i).entry().filter(e -> e.sequence() == sequence).isPresent()) {
                return OptionalLong.of(i);
            }
        }
        return OptionalLong.empty();
    }

    /// Shows the moment of an entry, where it is too old for the list of all. Does nothing if it is gone.
    ///
    /// @param gone called then
    void showMomentOf(long sequence, Runnable gone) {
        workers.execute(
                () -> {
                    Optional<Instant> at = trail.entry(sequence).map(AuditEntry::at);
                    ui.execute(
                            () ->
                                    at.ifPresentOrElse(
                                            t ->
                                                    period.set(
                                                            new Period.Between(
                                                                    new TimeRange(
                                                                            t, t.plusMillis(1)))),
                                            gone));
                });
    }

    /// Whether all entries are in the list, so that one that isn't is gone.
    boolean isEverythingThere() {
        return results.get().everything() && results.get().done() && results.get().missed() == 0;
    }

    /// What is shown now.
    Shown<E, F> shown() {
        Results now = results.get();
        return new Shown<>(trail, feed.look().query().filter(), now.upTo(), now.found());
    }

    @Override
    public void close() {
        feed.close();
        endSearch();
    }

    private void ask() {
        @Nullable String typed = feed.filter().get();
        Query<F> query =
                kind.language()
                        .parse(
                                typed == null ? "" : typed,
                                period.get().range(clock.instant()),
                                clock);
        problems.set(query.problems());
        if (query.problems().isEmpty()) {
            feed.change(look -> new Look<>(query, look.number() + 1, 0));
        }
    }

    private synchronized Frame<E> read(LiveFeed.Turn<Look<F>> turn) {
        Look<F> look = turn.look();
        TrailSearch<E, F> now = search;
        boolean begins = now == null || look.number() != searching || !turn.calm();
        if (now == null || begins) {
            endSearch();
            now = new TrailSearch<>(trail, look.query().filter());
            search = now;
            searching = look.number();
            begun++;
            listBase = 0;
            skippedShown = look.skipped();
            atTopShown = 0;
            sizeShown = 0;
            timelineAt = Instant.MIN;
            timelineDone = false;
        }
        TrailSearch.Found<E> found = now.poll();
        boolean moved = !turn.paused() && found.atTop() != atTopShown;
        if (begins || !turn.paused()) {
            atTopShown = found.atTop();
            upToShown = found.upTo();
        }
        if (look.skipped() != skippedShown) {
            begun++;
            skippedShown = look.skipped();
            listBase = atTopShown;
            moved = true;
        }
        if (atTopShown - listBase > MOST_ROWS) {
            // the list would grow for as long as nobody asks for another
            begun++;
            listBase = atTopShown;
            moved = true;
        }
        long missed = found.atTop() - atTopShown;
        long size = found.size() - missed;
        long came = atTopShown - listBase;
        long above = missed + skippedShown;
        long listed = Math.max(0, size - skippedShown);
        PagedList.Pages<E> pages = above == 0 ? found.pages() : new Shifted<>(found.pages(), above);
        boolean fresh = begins || moved || (sizeShown < FIRST_ROWS && listed > sizeShown);
        sizeShown = listed;
        AuditStatus status = audit.status();
        return new Frame<>(
                begun,
                pages,
                Math.min(listed, MOST_ROWS + came),
                came,
                fresh && listed > 0 ? pages.page(0, (int) Math.min(FIRST_ROWS, listed)) : List.of(),
                new Results(
                        status,
                        kind.status().apply(status),
                        upToShown,
                        size,
                        missed,
                        skippedShown,
                        found.searched(),
                        found.done(),
                        kind.off().test(audit.rules()),
                        look.query().isEverything(),
                        trail.newest()),
                timeline(now, look.query().time(), found.done(), turn.at()));
    }

    /// Looks at the volume once a second: a picture that changes more often can't be read.
    private Optional<TimelineSum> timeline(
            TrailSearch<E, F> of, TimeRange asked, boolean done, Instant now) {
        boolean due = !timelineAt.plus(TIMELINE_PACE).isAfter(now) || (done && !timelineDone);
        if (due) {
            timelineAt = now;
            timelineDone = done;
            TimeRange range = of.covered(asked, now);
            lastTimeline =
                    trail.newest() == 0 || !range.from().isBefore(range.to())
                            ? Optional.empty()
                            : Optional.of(of.timeline(TimelineSum.Scale.of(range)));
        }
        return lastTimeline;
    }

    private synchronized void endSearch() {
        if (search != null) {
            search.close();
            search = null;
        }
    }

    private void show(Frame<E> frame) {
        if (frame.number() != shownNumber) {
            shownNumber = frame.number();
            var next = new PagedList<E>(workers, ui);
            next.grow(frame.pages(), frame.size(), frame.atTop(), frame.first());
            list.set(next);
        } else {
            around.accept(
                    () ->
                            list.get()
                                    .grow(
                                            frame.pages(),
                                            frame.size(),
                                            frame.atTop(),
                                            frame.first()));
        }
        timeline.set(frame.timeline());
        results.set(frame.results());
    }
}
