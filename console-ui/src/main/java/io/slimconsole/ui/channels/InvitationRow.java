package io.slimconsole.ui.channels;

import io.slimconsole.session.membership.Outcome;
import io.slimconsole.ui.fx.Formats;
import io.slimconsole.ui.fx.Icons;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.sessions.Invitation;
import io.slimconsole.ui.sessions.Invitation.Step;
import io.slimconsole.ui.table.LivePage;

import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// One invitation: whom, which steps are done, how long the present one takes, and how it ended.
final class InvitationRow {
    private static final PseudoClass DONE = PseudoClass.getPseudoClass("done");
    private static final PseudoClass PRESENT = PseudoClass.getPseudoClass("present");
    private static final PseudoClass FAILED = PseudoClass.getPseudoClass("failed");

    private static final PseudoClass NARROW = PseudoClass.getPseudoClass("narrow");

    /// Narrower than this, measured by its text, not all steps can be named.
    private static final double NARROW_EM = 58;

    /// The steps that an operator sees: what is done in each, until the last one is reached.
    private static final List<Step> STEPS =
            List.of(Step.DISCOVERING, Step.JOINING, Step.WELCOMING, Step.ENDED);

    private final ChannelViewModel model;
    private final Texts texts;
    private final Label who = new Label();
    private final Tooltip fullName = new Tooltip();
    private final List<Label> steps = new ArrayList<>();

    /// Where there is no room to name them all, the one that matters.
    private final Label step = new Label();

    private final Label elapsed = new Label();
    private final Label reason = new Label();
    private final Label advice = new Label();
    private final VBox why = new VBox(reason, advice);
    private final Button retry = new Button();
    private final Button dismiss;
    private final VBox root = new VBox();

    /// The step that an invitation had reached when it ended; it is not told afterwards.
    private Step reached = Step.WAITING;

    private @Nullable Invitation shown;

    InvitationRow(long id, ChannelViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        root.setId("invitation-" + id);
        root.getStyleClass().add("invitation");
        who.getStyleClass().add("invitation-name");
        who.setTooltip(fullName);
        who.setMinWidth(60);
        who.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(who, Priority.ALWAYS);
        var path = new HBox();
        path.getStyleClass().add("invitation-steps");
        path.setMinWidth(Region.USE_PREF_SIZE);
        for (Step each : STEPS) {
            var label = new Label(texts.get("step." + each), Icons.of(Feather.CIRCLE));
            label.getStyleClass().add("invitation-step");
            label.setTooltip(new Tooltip(texts.get("step.tip." + each)));
            steps.add(label);
            path.getChildren().add(label);
        }
        step.getStyleClass().add("invitation-present");
        path.getChildren().add(step);
        elapsed.getStyleClass().add("invitation-elapsed");
        retry.setText(texts.get("invitation.retry"));
        retry.setId("invitation-retry-" + id);
        retry.getStyleClass().add("small");
        retry.setMinWidth(Region.USE_PREF_SIZE);
        retry.setOnAction(
                _ -> {
                    if (shown != null) {
                        model.retry(shown);
                    }
                });
        dismiss =
                Icons.button(
                        "invitation-dismiss-" + id,
                        Feather.X,
                        texts.get("invitation.dismiss"),
                        this::dismiss);
        dismiss.setMinWidth(Region.USE_PREF_SIZE);
        var acts = new HBox(retry, dismiss);
        acts.getStyleClass().add("invitation-acts");
        acts.setMinWidth(Region.USE_PREF_SIZE);
        elapsed.setMinWidth(Region.USE_PREF_SIZE);
        var line = new HBox(who, path, elapsed, acts);
        line.getStyleClass().add("invitation-line");
        for (Label words : List.of(reason, advice)) {
            words.setWrapText(true);
            words.setMinHeight(Region.USE_PREF_SIZE);
        }
        advice.getStyleClass().add("form-help");
        why.getStyleClass().add("invitation-why");
        root.getChildren().setAll(line, why);
        root.widthProperty().subscribe(this::fit);
        who.fontProperty().subscribe(this::fit);
    }

    Node node() {
        return root;
    }

    /// Whether it came to what was asked for.
    static boolean isGood(Invitation invitation) {
        return invitation.outcome().filter(OutcomeWords::isGood).isPresent();
    }

    void show(Invitation invitation, Instant now) {
        boolean ended = invitation.outcome().isPresent();
        String taken = Formats.duration(Duration.between(invitation.began(), now));
        boolean waits = invitation.step() == Step.WAITING;
        elapsed.setText(
                ended
                        ? Formats.ago(invitation.since(), now)
                        : waits ? texts.get("invitation.waiting", taken) : taken);
        if (invitation.equals(shown)) {
            return;
        }
        shown = invitation;
        who.setText(ChannelWords.called(invitation.instance().orElse(invitation.asked())));
        fullName.setText(invitation.instance().orElse(invitation.asked()).toString());
        boolean good = isGood(invitation);
        if (!ended) {
            reached = invitation.step();
        }
        showSteps(invitation, ended, good);
        boolean failed = ended && !good;
        root.pseudoClassStateChanged(FAILED, failed);
        LivePage.setShown(retry, failed);
        LivePage.setShown(dismiss, ended);
        String sentence = invitation.outcome().map(OutcomeWords::sentence).orElse("");
        String help = invitation.outcome().map(OutcomeWords::advice).orElse("");
        reason.setText(sentence);
        advice.setText(help);
        LivePage.setShown(advice, !help.isEmpty());
        LivePage.setShown(why, failed);
    }

    private void showSteps(Invitation invitation, boolean ended, boolean good) {
        Step at = ended ? failedAt(invitation) : invitation.step();
        for (int i = 0; i < steps.size(); i++) {
            Step each = STEPS.get(i);
            boolean done = good || each.compareTo(at) < 0;
            boolean here = !good && each == at;
            Label label = steps.get(i);
            label.pseudoClassStateChanged(DONE, done);
            label.pseudoClassStateChanged(PRESENT, here && !ended);
            label.pseudoClassStateChanged(FAILED, here && ended);
            Ikon ikon =
                    done
                            ? Feather.CHECK_CIRCLE
                            : here ? ended ? Feather.X_CIRCLE : Feather.LOADER : Feather.CIRCLE;
            if (label.getGraphic() instanceof FontIcon icon) {
                icon.setIconCode(ikon);
            }
        }
        fit();
        String state =
                good
                        ? texts.get("step.ENDED")
                        : texts.get(
                                ended ? "step.failed" : "step.under-way", texts.get("step." + at));
        root.setAccessibleText(who.getText() + ": " + state);
    }

    /// Which step did not come to its end, as its outcome tells.
    private Step failedAt(Invitation invitation) {
        return switch (invitation.outcome().orElseThrow()) {
            case Outcome.NobodyThere _ -> Step.DISCOVERING;
            case Outcome.NoReplyToJoin _, Outcome.JoinRefused _ -> Step.JOINING;
            case Outcome.NoReplyToWelcome _ -> Step.WELCOMING;
            default -> reached == Step.WAITING ? Step.DISCOVERING : reached;
        };
    }

    /// Where there is little room, steps are icons, and only the one that matters says its name, behind them.
    private void fit() {
        boolean narrow = root.getWidth() < NARROW_EM * who.getFont().getSize();
        step.setText("");
        for (Label label : steps) {
            if (label.getPseudoClassStates().contains(PRESENT)
                    || label.getPseudoClassStates().contains(FAILED)) {
                step.setText(label.getText());
            }
            label.setContentDisplay(narrow ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.LEFT);
        }
        LivePage.setShown(step, narrow);
        root.pseudoClassStateChanged(NARROW, narrow);
    }

    private void dismiss() {
        if (shown != null) {
            model.dismiss(shown);
        }
    }
}
