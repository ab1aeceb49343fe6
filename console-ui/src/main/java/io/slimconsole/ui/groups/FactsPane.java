package io.slimconsole.ui.groups;

import io.slimconsole.mls.GroupView;
import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.ui.fx.Formats;
import io.slimconsole.ui.fx.Icons;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.table.Facts;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.feather.Feather;

import java.time.Clock;
import java.time.Instant;

/// The code to compare with another member, and everything that is one value for the whole group.
final class FactsPane {
    private static final int SHORT_HEX = 16;
    private static final int GROUP_OF_HEX = 4;

    private final GroupViewModel model;
    private final Texts texts;
    private final Clock clock;
    private final Label code = new Label();
    private final Facts facts = new Facts("group-facts");
    private final HexRow groupId;
    private final HexRow treeHash;
    private final HexRow transcript;
    private final ScrollPane root;
    private String shownCode = "";

    FactsPane(GroupViewModel model, Texts texts, Clock clock) {
        this.model = model;
        this.texts = texts;
        this.clock = clock;
        groupId = new HexRow("group-id");
        treeHash = new HexRow("tree-hash");
        transcript = new HexRow("transcript");
        facts.section(texts.get("facts.group"))
                .fact("suite", texts.get("facts.suite"))
                .fact("epoch", texts.get("facts.epoch"))
                .fact("members", texts.get("facts.members"))
                .fact("own-leaf", texts.get("facts.own-leaf"))
                .fact("pending", texts.get("facts.pending"))
                .section(texts.get("facts.keys"))
                .fact("own-keys", texts.get("facts.own-keys"))
                .fact("expires", texts.get("facts.expires"))
                .section(texts.get("facts.state"))
                .with(groupId)
                .with(treeHash)
                .with(transcript);
        var page = new VBox(codeCard(), facts);
        page.getStyleClass().add("group-facts-page");
        root = new ScrollPane(page);
        root.getStyleClass().add("page-scroll");
        root.setFitToWidth(true);
        root.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    }

    Node node() {
        return root;
    }

    private Node codeCard() {
        var title = new Label(texts.get("code.title"));
        title.getStyleClass().add("card-title");
        code.setId("group-code");
        code.getStyleClass().add("group-code");
        var why = new Label(texts.get("code.why"));
        why.getStyleClass().add("muted");
        why.setWrapText(true);
        why.setMinHeight(Region.USE_PREF_SIZE);
        Button copy =
                Icons.button(
                        "group-code-copy",
                        Feather.COPY,
                        texts.get("code.copy"),
                        () -> model.copy(shownCode, texts.get("copied.code")));
        code.setWrapText(true);
        code.setMinHeight(Region.USE_PREF_SIZE);
        var row = new HBox(code, copy);
        row.getStyleClass().add("group-code-row");
        var card = new VBox(title, row, why);
        card.getStyleClass().addAll("card", "group-code-card");
        return card;
    }

    /// Another epoch, or other members.
    void show(GroupView view) {
        if (!view.code().equals(shownCode)) {
            shownCode = view.code();
            code.setText(shownCode);
        }
        facts.set(
                "suite",
                texts.get(
                        "facts.suite.value",
                        Integer.toString(view.suite().id()),
                        view.suite().toString()));
        facts.set("epoch", Formats.count(view.epoch()));
        facts.set(
                "members",
                texts.get(
                        "facts.members.value",
                        Formats.count(view.members().size()),
                        Formats.count((view.nodes().size() + 1) / 2)));
        facts.set("own-leaf", Integer.toString(view.ownLeaf()));
        facts.set(
                "pending",
                view.pending().isEmpty()
                        ? texts.get("facts.pending.none")
                        : Formats.count(
                                view.pending().size(),
                                texts.get("facts.pending.one"),
                                texts.get("facts.pending.many")));
        groupId.show(view.groupId());
        treeHash.show(view.treeHash());
        transcript.show(view.confirmedTranscriptHash());
        tick();
    }

    /// Ages.
    void tick() {
        Instant now = clock.instant();
        facts.set(
                "own-keys",
                model.ownKeyAge(now)
                        .map(
                                age ->
                                        texts.get(
                                                "facts.own-keys.value",
                                                Formats.duration(age),
                                                Formats.time(now.minus(age), clock.getZone())))
                        .orElseGet(() -> texts.get("facts.own-keys.unknown")));
        facts.set(
                "expires",
                model.nextToExpire()
                        .map(
                                member -> {
                                    Instant end = member.expires().orElseThrow();
                                    Expiry expiry = Expiry.of(end, now);
                                    return texts.get(
                                            "facts.expires." + expiry.nearness(),
                                            member.name(),
                                            expiry.words(texts, now),
                                            Expiry.time(end, clock.getZone()));
                                })
                        .orElseGet(() -> texts.get("facts.expires.none")));
    }

    /// Bytes of which the first are shown, and all are copied.
    private final class HexRow extends HBox {
        private final Label value = new Label();
        private String whole = "";

        HexRow(String key) {
            var caption = new Label(texts.get("facts." + key));
            caption.getStyleClass().addAll("facts-caption", "hex-caption");
            caption.setTooltip(new Tooltip(texts.get("facts." + key + ".tip")));
            value.getStyleClass().add("mono");
            value.setId("group-" + key);
            caption.setLabelFor(value);
            var copy =
                    Icons.button(
                            "group-" + key + "-copy",
                            Feather.COPY,
                            texts.get("facts.copy", texts.get("facts." + key)),
                            () -> model.copy(whole, texts.get("facts." + key)));
            getChildren().setAll(caption, value, copy);
            getStyleClass().add("hex-row");
        }

        void show(Opaque bytes) {
            String hex = bytes.toString();
            if (hex.equals(whole)) {
                return;
            }
            whole = hex;
            String start = hex.substring(0, Math.min(SHORT_HEX, hex.length()));
            String spaced = start.replaceAll("(.{" + GROUP_OF_HEX + "})(?=.)", "$1 ");
            value.setText(
                    hex.isEmpty()
                            ? Formats.NONE
                            : start.length() == hex.length() ? spaced : spaced + " …");
            value.setTooltip(new Tooltip(hex));
        }
    }
}
