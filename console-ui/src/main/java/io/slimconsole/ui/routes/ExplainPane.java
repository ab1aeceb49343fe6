package io.slimconsole.ui.routes;

import io.slimconsole.node.ConnectionId;
import io.slimconsole.node.Delivery;
import io.slimconsole.node.Explanation.Verdict;
import io.slimconsole.ui.fx.Formats;
import io.slimconsole.ui.fx.Icons;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.routes.ExplainSource.Answer;
import io.slimconsole.ui.routes.Explained.Candidate;
import io.slimconsole.ui.routes.Explained.Outcome;
import io.slimconsole.ui.table.Segments;
import io.slimconsole.ui.table.SuggestField;

import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/// Asks for a name and says where a message to it would go, beside the list; live while it is open.
final class ExplainPane {
    private static final PseudoClass DELIVERED = PseudoClass.getPseudoClass("delivered");
    private static final PseudoClass UNDELIVERED = PseudoClass.getPseudoClass("undelivered");
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

    private final ExplainViewModel model;
    private final Texts texts;
    private final Consumer<ConnectionId> openClient;
    private final VBox root = new VBox();
    private final SuggestField name;
    private final SuggestField sender;
    private final HBox verdict = new HBox();
    private final Label sentence = new Label();
    private final Label reason = new Label();
    private final VBox nearest = new VBox();
    private final VBox candidates = new VBox();
    private @Nullable Explained shown;
    private boolean focusWhenShown;

    ExplainPane(ExplainViewModel model, Texts texts, Consumer<ConnectionId> openClient) {
        this.model = model;
        this.texts = texts;
        this.openClient = openClient;
        name = new SuggestField("explain-name", texts.get("explain.name.prompt"));
        sender = new SuggestField("explain-sender", texts.get("explain.from.prompt"));
        name.textProperty().bindBidirectional(model.name());
        sender.textProperty().bindBidirectional(model.sender());
        root.setId("explain");
        root.getStyleClass().add("explain");
        sentence.setId("explain-sentence");
        sentence.setWrapText(true);
        sentence.getStyleClass().add("verdict-sentence");
        reason.setId("explain-reason");
        reason.setWrapText(true);
        reason.getStyleClass().add("verdict-reason");
        sentence.setMinHeight(Region.USE_PREF_SIZE);
        reason.setMinHeight(Region.USE_PREF_SIZE);
        verdict.getStyleClass().add("verdict");
        verdict.setId("explain-verdict");
        verdict.setMinHeight(Region.USE_PREF_SIZE);
        candidates.setId("explain-candidates");
        root.getChildren()
                .setAll(
                        caption("explain.name", name),
                        name,
                        delivery(),
                        caption("explain.from", sender),
                        sender,
                        verdict,
                        nearest,
                        candidates);
        name.sceneProperty()
                .subscribe(
                        scene -> {
                            if (scene != null && focusWhenShown) {
                                focusName();
                            }
                        });
        model.answer().subscribe(this::show);
    }

    Node node() {
        return root;
    }

    /// Asks for a name, and puts the caret there.
    void ask(String text) {
        name.setComplete(text);
        if (name.getScene() == null) {
            // the pane beside the list takes its content in with its next layout
            focusWhenShown = true;
        } else {
            focusName();
        }
    }

    private void focusName() {
        focusWhenShown = false;
        name.requestFocus();
        name.positionCaret(name.getLength());
    }

    private Label caption(String key, Node of) {
        var caption = new Label(texts.get(key));
        caption.getStyleClass().add("explain-caption");
        caption.setLabelFor(of);
        return caption;
    }

    private HBox delivery() {
        var choices = new Segments();
        var one = choice(choices, "explain.to-one", Delivery.ONE);
        var all = choice(choices, "explain.to-all", Delivery.ALL);
        var label = caption("explain.delivery", one);
        label.setMinWidth(Region.USE_PREF_SIZE);
        var row = new HBox(label, choices);
        row.getStyleClass().add("link-row");
        model.delivery()
                .subscribe(
                        now -> {
                            one.setSelected(now == Delivery.ONE);
                            all.setSelected(now == Delivery.ALL);
                        });
        return row;
    }

    private ToggleButton choice(Segments choices, String key, Delivery delivery) {
        var button =
                choices.add(
                        "explain-" + delivery.name().toLowerCase(Locale.ROOT),
                        texts.get(key),
                        () -> model.delivery().set(delivery));
        button.setTooltip(new Tooltip(texts.get(key + ".tip")));
        return button;
    }

    private void show(Answer answer) {
        name.setOffers(answer.completions());
        sender.setOffers(answer.senders().stream().map(ExplainSource.Sender::text).toList());
        Explained now = answer.explained();
        if (now.equals(shown)) {
            return;
        }
        shown = now;
        Outcome outcome = now.outcome();
        sentence.setText(now.sentence());
        reason.setText(now.reason());
        var words = new VBox(sentence, reason);
        words.setSpacing(4);
        HBox.setHgrow(words, Priority.ALWAYS);
        verdict.getChildren().setAll(Icons.of(icon(outcome)), words);
        verdict.pseudoClassStateChanged(DELIVERED, outcome == Outcome.DELIVERED);
        verdict.pseudoClassStateChanged(UNDELIVERED, outcome == Outcome.NOT_DELIVERED);
        verdict.pseudoClassStateChanged(WRONG, outcome == Outcome.WRONG);
        nearest.getChildren().setAll(nearest(now));
        candidates.getChildren().setAll(candidates(now));
    }

    private List<Node> nearest(Explained now) {
        List<Node> rows = new ArrayList<>();
        if (!now.nearest().isEmpty()) {
            rows.add(heading("explain.nearest"));
            for (String like : now.nearest()) {
                var link = new Hyperlink(like);
                link.setOnAction(_ -> name.setComplete(like));
                rows.add(link);
            }
        }
        return rows;
    }

    private List<Node> candidates(Explained now) {
        List<Node> rows = new ArrayList<>();
        if (!now.candidates().isEmpty()) {
            rows.add(heading("explain.candidates"));
            now.candidates().forEach(c -> rows.add(row(c)));
        }
        int more = now.allCandidates() - now.candidates().size();
        if (more > 0) {
            var rest = new Label(texts.get("explain.candidates.more", Formats.count(more)));
            rest.getStyleClass().add("facts-caption");
            rows.add(rest);
        }
        return rows;
    }

    private Label heading(String key) {
        var heading = new Label(texts.get(key));
        heading.getStyleClass().add("facts-heading");
        return heading;
    }

    private HBox row(Candidate candidate) {
        var type = new Label(texts.get("type." + candidate.type()));
        type.getStyleClass().add("type-tag");
        type.setMinWidth(Region.USE_PREF_SIZE);
        var link = new Hyperlink(candidate.called());
        link.setMinWidth(40);
        link.setTooltip(new Tooltip(candidate.called()));
        link.setOnAction(_ -> openClient.accept(candidate.connection()));
        String instances =
                String.join(
                        ", ",
                        candidate.instances().stream().limit(3).map(Formats::shortId).toList());
        if (candidate.instances().size() > 3) {
            instances += " …";
        }
        var under = new Label(instances);
        under.getStyleClass().add("instances");
        var who = new VBox(link, under);
        HBox.setHgrow(who, Priority.ALWAYS);
        who.setMinWidth(40);
        var word = new Label(texts.get("verdict." + candidate.verdict()));
        word.getStyleClass().add("verdict-word");
        word.setMinWidth(Region.USE_PREF_SIZE);
        var row = new HBox(Icons.of(icon(candidate.verdict())), type, who, word);
        row.getStyleClass().add("candidate");
        if (candidate.verdict() == Verdict.CHOSEN) {
            row.getStyleClass().add("chosen");
        }
        return row;
    }

    private static Ikon icon(Outcome outcome) {
        return switch (outcome) {
            case WAITING -> Feather.HELP_CIRCLE;
            case WRONG -> Feather.ALERT_OCTAGON;
            case DELIVERED -> Feather.CHECK_CIRCLE;
            case NOT_DELIVERED -> Feather.ALERT_TRIANGLE;
            case NO_NODE -> Feather.PAUSE_CIRCLE;
        };
    }

    private static Ikon icon(Verdict verdict) {
        return switch (verdict) {
            case CHOSEN -> Feather.CHECK_CIRCLE;
            case NEXT_IN_TURN -> Feather.REFRESH_CW;
            case LESS_PREFERRED -> Feather.CHEVRONS_DOWN;
            case OTHER_INSTANCE -> Feather.SLASH;
            case IS_SENDER -> Feather.CORNER_UP_LEFT;
        };
    }
}
