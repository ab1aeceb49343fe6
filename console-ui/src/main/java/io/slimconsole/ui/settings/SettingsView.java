package io.slimconsole.ui.settings;

import io.slimconsole.ui.channels.IdentityForm;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.shell.ConsoleContext;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/// The page: contents at the left, all sections below each other, and at the foot what there is to apply.
final class SettingsView extends BorderPane {
    /// Kept free above a section or field that was scrolled to.
    private static final double MARGIN = 12;

    private static final double NARROW_EM = 48;

    private final SettingsViewModel model;
    private final AuditViewModel audit;
    private final Map<Section, FormSection> sections = new EnumMap<>(Section.class);
    private final Map<SettingField, FieldRow> rows = new EnumMap<>(SettingField.class);
    private final VBox page = new VBox();
    private final ScrollPane scroll = new ScrollPane();
    private final Contents contents;
    private final ObjectProperty<Section> chosen = new SimpleObjectProperty<>(Section.GENERAL);

    /// Any label in the normal font.
    private final Label emSource;

    /// While the page scrolls to a chosen section, its place does not choose another.
    private boolean going;

    SettingsView(
            SettingsViewModel model,
            DataFolderViewModel folder,
            BackupViewModel backup,
            AuditViewModel audit,
            KeysViewModel keys,
            ManagerViewModel manager,
            ConsoleContext context,
            Texts texts) {
        this.model = model;
        this.audit = audit;
        this.contents = new Contents(texts, this::goTo);
        setId("settings");
        getStyleClass().add("settings");
        getStylesheets()
                .add(
                        Objects.requireNonNull(
                                        SettingsView.class.getResource("settings.css"),
                                        "settings.css")
                                .toExternalForm());
        sections.put(
                Section.GENERAL, GeneralSection.of(model, folder, backup, context.copier(), texts));
        sections.put(Section.AUDIT, AuditSection.of(audit, keys, context, texts));
        sections.put(Section.IDENTITY, identity(context, texts));
        for (SettingField field : SettingField.values()) {
            var row = new FieldRow(field, model, context.dialogs(), texts);
            rows.put(field, row);
            sections.computeIfAbsent(field.section(), s -> new FormSection(s, texts))
                    .add(row.label(), row.content());
        }
        sections.put(Section.MANAGER, ManagerSection.of(manager, context.dialogs(), texts));
        this.emSource = rows.values().iterator().next().label();
        showCertificate(texts, context);
        fillPage();
        var names = new EnumMap<SettingField, String>(SettingField.class);
        rows.forEach((field, row) -> names.put(field, row.name()));
        setLeft(contents);
        setCenter(scroll);
        setBottom(new ApplyBar(model, audit, texts, names, this::goTo, () -> goTo(Section.AUDIT)));
        chosen.subscribe(contents::select);
        model.check().subscribe(_ -> showChecked());
        audit.changes().subscribe(_ -> showChecked());
        widthProperty().subscribe(_ -> fit());
        emSource.fontProperty().subscribe(_ -> fit());
    }

    /// Counts at once, with a button of its own: it is no setting of the node.
    private static FormSection identity(ConsoleContext context, Texts texts) {
        var section = new FormSection(Section.IDENTITY, texts);
        new IdentityForm("setting-identity", context)
                .rows()
                .forEach(row -> section.add(row.label(), row.content()));
        return section;
    }

    private void fillPage() {
        page.getStyleClass().add("settings-page");
        page.getChildren().setAll(sections.values());
        var centred = new StackPane(page);
        centred.getStyleClass().add("settings-middle");
        scroll.setId("settings-scroll");
        scroll.setContent(centred);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFocusTraversable(false);
        scroll.vvalueProperty().subscribe(_ -> follow());
        sceneProperty()
                .subscribe(
                        scene -> {
                            if (scene != null) {
                                scene.focusOwnerProperty().subscribe(this::keepInSight);
                            }
                        });
    }

    private void showCertificate(Texts texts, ConsoleContext context) {
        var pane = new CertificatePane(texts, context.clock().getZone());
        FieldRow row = rows.get(SettingField.CERTIFICATE);
        if (row != null) {
            row.content().getChildren().add(pane);
        }
        model.certificate().subscribe(pane::show);
    }

    /// Where there is little room for the size of the text, all of it goes to the fields.
    private void fit() {
        if (getWidth() <= 0) {
            return;
        }
        boolean narrow = getWidth() < NARROW_EM * emSource.getFont().getSize();
        contents.setVisible(!narrow);
        contents.setManaged(!narrow);
        sections.values().forEach(section -> section.setStacked(narrow));
    }

    private void showChecked() {
        boolean tls = model.draft().get().flag(SettingField.TLS);
        rows.forEach(
                (field, row) -> row.setDisabled(field.kind() == SettingField.Kind.FILE && !tls));
        for (Section section : Section.values()) {
            contents.setErrors(
                    section,
                    section == Section.AUDIT
                            ? audit.changes().get() == AuditViewModel.Changes.WRONG
                            : model.hasErrors(section));
        }
    }

    /// Scrolls to the section; the keyboard goes on in it.
    void goTo(Section section) {
        going = true;
        chosen.set(section);
        FormSection target = sections.get(section);
        if (target != null) {
            scrollTo(section == Section.GENERAL ? 0 : yOf(target) - MARGIN);
        }
        going = false;
    }

    /// Brings the field into sight and puts the cursor into it.
    void goTo(SettingField field) {
        FieldRow row = rows.get(field);
        if (row != null) {
            goTo(field.section());
            row.focus();
        }
    }

    private void follow() {
        if (going || hidden() <= 0) {
            return;
        }
        double top = scroll.getVvalue() * hidden() + 4 * MARGIN;
        Section now = Section.GENERAL;
        for (Map.Entry<Section, FormSection> entry : sections.entrySet()) {
            if (yOf(entry.getValue()) <= top) {
                now = entry.getKey();
            }
        }
        chosen.set(scroll.getVvalue() >= 1 ? Section.MANAGER : now);
    }

    private void keepInSight(Node focused) {
        if (focused == null || !isInside(focused)) {
            return;
        }
        Bounds bounds =
                scroll.getContent().sceneToLocal(focused.localToScene(focused.getLayoutBounds()));
        double top = scroll.getVvalue() * hidden();
        double height = scroll.getViewportBounds().getHeight();
        if (bounds.getMinY() < top) {
            scrollTo(bounds.getMinY() - 2 * MARGIN);
        } else if (bounds.getMaxY() > top + height) {
            scrollTo(bounds.getMaxY() - height + 4 * MARGIN);
        }
    }

    private boolean isInside(Node node) {
        for (Node n = node; n != null; n = n.getParent()) {
            if (n.equals(page)) {
                return true;
            }
        }
        return false;
    }

    private void scrollTo(double y) {
        double hidden = hidden();
        if (hidden > 0) {
            scroll.setVvalue(Math.clamp(y / hidden, 0, 1));
        }
    }

    private double hidden() {
        return scroll.getContent().getLayoutBounds().getHeight()
                - scroll.getViewportBounds().getHeight();
    }

    private double yOf(Node section) {
        return scroll.getContent()
                .sceneToLocal(section.localToScene(section.getLayoutBounds()))
                .getMinY();
    }
}
