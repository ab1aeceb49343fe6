package io.slimconsole.ui.channels;

import io.slimconsole.ui.fx.Formats;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.sessions.Channel;
import io.slimconsole.ui.sessions.Invitation;
import io.slimconsole.ui.table.LivePage;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How the invitations of a channel fare, each with its steps; those that failed with the reason and what to try.
final class InvitationsPane {
    private final ChannelViewModel model;
    private final InstantSource clock;
    private final Texts texts;
    private final Label heading = new Label();
    private final Button clear = new Button();
    private final VBox rows = new VBox();
    private final VBox root = new VBox();
    private final Map<Long, InvitationRow> byId = new HashMap<>();
    private int sessionId;

    InvitationsPane(ChannelViewModel model, InstantSource clock, Texts texts) {
        this.model = model;
        this.clock = clock;
        this.texts = texts;
        heading.setId("invitations-heading");
        heading.getStyleClass().add("section-title");
        clear.setId("invitations-clear");
        clear.setText(texts.get("invitations.clear"));
        clear.getStyleClass().addAll("small", "flat");
        clear.setMinWidth(Region.USE_PREF_SIZE);
        clear.setOnAction(_ -> model.dismissEnded());
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var top = new HBox(heading, gap, clear);
        top.getStyleClass().add("invitations-heading");
        rows.getStyleClass().add("invitations-rows");
        var scroll = new ScrollPane(rows);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("invitations-scroll");
        root.setId("invitations");
        root.getStyleClass().add("invitations");
        root.getChildren().setAll(top, scroll);
        LivePage.setShown(root, false);
    }

    Node node() {
        return root;
    }

    void show(Channel channel) {
        if (channel.sessionId() != sessionId) {
            sessionId = channel.sessionId();
            byId.clear();
        }
        List<Invitation> all = channel.invitations();
        List<Node> nodes = new ArrayList<>(all.size());
        byId.keySet().retainAll(all.stream().map(Invitation::id).toList());
        for (Invitation invitation : all) {
            InvitationRow row =
                    byId.computeIfAbsent(
                            invitation.id(), id -> new InvitationRow(id, model, texts));
            row.show(invitation, clock.instant());
            nodes.add(row.node());
        }
        if (!rows.getChildren().equals(nodes)) {
            rows.getChildren().setAll(nodes);
        }
        heading.setText(heading(all));
        clear.setVisible(all.stream().anyMatch(each -> each.outcome().isPresent()));
        LivePage.setShown(root, !all.isEmpty());
    }

    private String heading(List<Invitation> all) {
        long joined = all.stream().filter(InvitationRow::isGood).count();
        long failed = all.stream().filter(i -> i.outcome().isPresent()).count() - joined;
        long pending = all.size() - joined - failed;
        List<String> parts = new ArrayList<>();
        add(parts, "invitations.pending", pending);
        add(parts, "invitations.failed", failed);
        add(parts, "invitations.joined", joined);
        return texts.get("invitations.heading", String.join(" · ", parts));
    }

    private void add(List<String> parts, String key, long count) {
        if (count > 0) {
            parts.add(texts.get(key, Formats.count(count)));
        }
    }
}
