package io.slimconsole.ui.overview;

import io.slimconsole.ui.fx.Copier;
import io.slimconsole.ui.fx.Icons;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.overview.OverviewViewModel.Overview;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.feather.Feather;

import java.util.List;
import java.util.Optional;

/// How a client gets here: the address, and a program for each SDK.
final class ConnectCard extends VBox {
    private static final int SNIPPET_ROWS = 17;

    private final Texts texts = Texts.of(ConnectCard.class);
    private final Label title = new Label();
    private final Label intro = new Label();
    private final Label onlyHere = new Label();
    private final Label address = new Label();
    private final Button copyAddress = new Button();
    private final TextArea snippet = new TextArea();
    private final ToggleGroup languages = new ToggleGroup();
    private final HBox tabs = new HBox();
    private List<Snippet> snippets = List.of();
    private String language = "python";

    ConnectCard(Copier copier) {
        getStyleClass().addAll("card", "connect-card");
        setId("connect-card");
        title.getStyleClass().add("card-title");
        intro.setText(texts.get("connect.first.text"));
        intro.setWrapText(true);
        intro.setMinHeight(USE_PREF_SIZE);

        address.setId("client-address");
        address.getStyleClass().addAll("mono", "client-address");
        copyAddress.setText(texts.get("connect.copyAddress"));
        copyAddress.setGraphic(Icons.of(Feather.COPY));
        copyAddress.setId("copy-client-address");
        copyAddress.setOnAction(
                _ -> copier.copy(address.getText(), texts.get("connect.address.what")));
        var addressLabel = new Label(texts.get("connect.address"));
        addressLabel.getStyleClass().add("muted");
        addressLabel.setLabelFor(copyAddress);
        var addressRow = new HBox(addressLabel, address, copyAddress);
        addressRow.getStyleClass().add("row");
        addressRow.setAlignment(Pos.CENTER_LEFT);
        onlyHere.setText(texts.get("connect.onlyHere"));
        onlyHere.getStyleClass().add("muted");
        onlyHere.setWrapText(true);
        onlyHere.setMinHeight(USE_PREF_SIZE);

        tabs.getStyleClass().add("segments");
        tabs.setAlignment(Pos.CENTER_LEFT);
        var copySnippet = new Button(texts.get("connect.copySnippet"), Icons.of(Feather.COPY));
        copySnippet.setId("copy-snippet");
        copySnippet.setOnAction(
                _ ->
                        current()
                                .ifPresent(
                                        s ->
                                                copier.copy(
                                                        s.text(),
                                                        texts.get(
                                                                "connect.copied", s.language()))));
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var tabRow = new HBox(tabs, gap, copySnippet);
        tabRow.setAlignment(Pos.CENTER_LEFT);
        snippet.setId("snippet");
        snippet.setEditable(false);
        snippet.setPrefRowCount(SNIPPET_ROWS);
        snippet.getStyleClass().addAll("mono", "snippet");
        var secret = new Label(texts.get("connect.secret"));
        secret.getStyleClass().add("muted");
        secret.setWrapText(true);

        getChildren().setAll(title, intro, addressRow, onlyHere, tabRow, snippet, secret);
    }

    void show(Overview overview) {
        title.setText(texts.get(overview.newcomer() ? "connect.first.title" : "connect.title"));
        intro.setVisible(overview.newcomer());
        intro.setManaged(overview.newcomer());
        boolean there = overview.address().isPresent();
        address.setText(overview.address().orElse(texts.get("connect.noAddress")));
        copyAddress.setDisable(!there);
        boolean loopback =
                overview.address()
                        .filter(a -> a.startsWith("127.") || a.startsWith("[::1]"))
                        .isPresent();
        boolean restricted = loopback && !overview.everyInterface();
        onlyHere.setVisible(restricted);
        onlyHere.setManaged(restricted);
        List<Snippet> next =
                Snippets.forNode(overview.address().orElse("127.0.0.1:46357"), overview.tls());
        if (!next.equals(snippets)) {
            snippets = next;
            showTabs();
            showSnippet();
        }
    }

    private void showTabs() {
        if (tabs.getChildren().isEmpty()) {
            for (Snippet each : snippets) {
                var tab = new ToggleButton(each.language());
                tab.setId("snippet-" + each.id());
                tab.setToggleGroup(languages);
                tab.setSelected(each.id().equals(language));
                tab.setOnAction(
                        _ -> {
                            tab.setSelected(true);
                            language = each.id();
                            showSnippet();
                        });
                tabs.getChildren().add(tab);
            }
        }
    }

    private void showSnippet() {
        current().ifPresent(s -> snippet.setText(s.text()));
    }

    private Optional<Snippet> current() {
        return snippets.stream().filter(s -> s.id().equals(language)).findFirst();
    }
}
