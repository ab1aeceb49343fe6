package io.slimconsole.ui.settings;

import io.slimconsole.persistence.audit.ActivityKind;
import io.slimconsole.ui.fx.Icons;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.settings.AuditDraft.Kept;
import io.slimconsole.ui.settings.AuditDraft.Level;
import io.slimconsole.ui.settings.AuditViewModel.Part;
import io.slimconsole.ui.shell.ConsoleContext;

import javafx.beans.property.Property;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.feather.Feather;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/// What is recorded, how long it is kept, and what that costs.
final class AuditSection {
    private static final Set<ActivityKind.Group> CHOSEN =
            EnumSet.complementOf(EnumSet.of(ActivityKind.Group.LOG));

    private final AuditViewModel model;
    private final Texts texts;

    private AuditSection(AuditViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
    }

    static FormSection of(
            AuditViewModel model, KeysViewModel keys, ConsoleContext context, Texts texts) {
        var parts = new AuditSection(model, texts);
        var section = new FormSection(Section.AUDIT, texts);
        parts.add(section, "messages", parts.levels());
        parts.add(section, "left-out", parts.leftOut());
        parts.add(section, "activity", parts.groups());
        parts.add(
                section,
                "keep-messages",
                parts.kept(
                        "messages",
                        Part.MESSAGES,
                        true,
                        AuditDraft::messages,
                        AuditDraft::withMessages));
        parts.add(
                section,
                "keep-activity",
                parts.kept(
                        "activity",
                        Part.ACTIVITY,
                        false,
                        AuditDraft::activity,
                        AuditDraft::withActivity));
        parts.add(section, "content", parts.content());
        KeysRows.addTo(section, keys, context, texts);
        return section;
    }

    private void add(FormSection section, String key, VBox content) {
        var label = new Label(texts.get("audit." + key + ".label"));
        label.setLabelFor(content.getChildren().getFirst());
        section.add(label, content);
    }

    private VBox levels() {
        var group = new ToggleGroup();
        var box = field();
        for (Level level : Level.values()) {
            String key = level.name().toLowerCase(Locale.ROOT);
            var button = new RadioButton(texts.get("audit.level." + key));
            button.setId("audit-level-" + key);
            button.setToggleGroup(group);
            button.setWrapText(true);
            button.setOnAction(_ -> model.change(d -> d.with(level)));
            model.draft().subscribe(d -> button.setSelected(d.level() == level));
            if (level == Level.SAMPLED) {
                TextField oneIn = text("audit-one-in", "short");
                bind(oneIn.textProperty(), AuditDraft::oneIn, AuditDraft::withOneIn);
                model.draft().subscribe(d -> oneIn.setDisable(d.level() != Level.SAMPLED));
                var line = new HBox(button, oneIn, new Label(texts.get("audit.level.sampled.of")));
                line.setAlignment(Pos.CENTER_LEFT);
                line.getStyleClass().add("form-line");
                box.getChildren().add(line);
            } else {
                box.getChildren().add(button);
            }
        }
        box.getChildren().addAll(help("audit.messages.help"), error(Part.SAMPLE));
        return box;
    }

    private VBox leftOut() {
        TextField names = text("audit-left-out", "long");
        bind(names.textProperty(), AuditDraft::leftOut, AuditDraft::withLeftOut);
        var box = field();
        box.getChildren().addAll(names, help("audit.left-out.help"), error(Part.LEFT_OUT));
        return box;
    }

    private VBox groups() {
        var flow = new FlowPane();
        flow.getStyleClass().add("audit-groups");
        for (ActivityKind.Group group : CHOSEN) {
            String key = group.name().toLowerCase(Locale.ROOT);
            var box = new CheckBox(texts.get("audit.group." + key));
            box.setId("audit-group-" + key);
            box.setOnAction(
                    _ ->
                            model.change(
                                    d -> {
                                        Set<ActivityKind.Group> next =
                                                EnumSet.noneOf(ActivityKind.Group.class);
                                        next.addAll(d.groups());
                                        if (box.isSelected()) {
                                            next.add(group);
                                        } else {
                                            next.remove(group);
                                        }
                                        return d.withGroups(next);
                                    }));
            model.draft().subscribe(d -> box.setSelected(d.groups().contains(group)));
            flow.getChildren().add(box);
        }
        var box = field();
        box.getChildren().addAll(flow, help("audit.activity.help"));
        return box;
    }

    private VBox kept(
            String key,
            Part part,
            boolean ofMessages,
            Function<AuditDraft, Kept> get,
            BiFunction<AuditDraft, Kept, AuditDraft> with) {
        TextField age = text("audit-age-" + key, "short");
        age.setAccessibleText(texts.get("audit.age"));
        TextField size = text("audit-size-" + key, "short");
        size.setAccessibleText(texts.get("audit.size"));
        bind(
                age.textProperty(),
                d -> get.apply(d).age(),
                (d, text) -> with.apply(d, new Kept(text, get.apply(d).size())));
        bind(
                size.textProperty(),
                d -> get.apply(d).size(),
                (d, text) -> with.apply(d, new Kept(get.apply(d).age(), text)));
        var line = new HBox(age, new Label(texts.get("audit.or")), size);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("form-line");
        Label cost = help("audit.kept.help");
        cost.setId("audit-cost-" + key);
        Kept first = get.apply(AuditDraft.DEFAULTS);
        Runnable show =
                () ->
                        cost.setText(
                                model.cost(ofMessages)
                                        + " "
                                        + texts.get("audit.kept.help", first.age(), first.size()));
        model.status().subscribe(_ -> show.run());
        model.draft().subscribe(_ -> show.run());
        model.errors().subscribe(_ -> show.run());
        var box = field();
        box.getChildren().addAll(line, cost, error(part));
        return box;
    }

    private VBox content() {
        var list = new VBox();
        list.setId("audit-content");
        model.draft()
                .subscribe(
                        d -> {
                            List<Node> rows = new ArrayList<>();
                            d.contentOf().stream().sorted().forEach(c -> rows.add(channel(c)));
                            if (rows.isEmpty()) {
                                rows.add(new Label(texts.get("audit.content.none")));
                            }
                            list.getChildren().setAll(rows);
                        });
        var box = field();
        box.getChildren().addAll(list, help("audit.content.help"));
        return box;
    }

    private HBox channel(String name) {
        var line =
                new HBox(
                        new Label(name),
                        Icons.button(
                                "audit-content-off-" + name,
                                Feather.X,
                                texts.get("audit.content.off", name),
                                () ->
                                        model.change(
                                                d -> {
                                                    Set<String> next = new HashSet<>(d.contentOf());
                                                    next.remove(name);
                                                    return d.withContentOf(next);
                                                })));
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("form-line");
        return line;
    }

    private void bind(
            Property<String> text,
            Function<AuditDraft, String> get,
            BiFunction<AuditDraft, String, AuditDraft> with) {
        model.draft()
                .subscribe(
                        d -> {
                            if (!get.apply(d).equals(text.getValue())) {
                                text.setValue(get.apply(d));
                            }
                        });
        text.addListener((_, _, typed) -> model.change(d -> with.apply(d, typed)));
    }

    private Label error(Part part) {
        var label = new Label();
        label.setId("audit-error-" + part.key());
        label.setWrapText(true);
        label.getStyleClass().addAll("finding", "error");
        label.setGraphic(Icons.of(Feather.ALERT_OCTAGON, "error"));
        model.errors()
                .subscribe(
                        wrong -> {
                            Optional<String> text = Optional.ofNullable(wrong.get(part));
                            label.setText(text.orElse(""));
                            label.setVisible(text.isPresent());
                            label.setManaged(text.isPresent());
                        });
        return label;
    }

    private Label help(String key) {
        var label = new Label(texts.get(key));
        label.setWrapText(true);
        label.getStyleClass().add("form-help");
        return label;
    }

    private static TextField text(String id, String style) {
        var field = new TextField();
        field.setId(id);
        field.getStyleClass().addAll("mono", style);
        return field;
    }

    private static VBox field() {
        var box = new VBox();
        box.getStyleClass().add("form-field");
        return box;
    }
}
