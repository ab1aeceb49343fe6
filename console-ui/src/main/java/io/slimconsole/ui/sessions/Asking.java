package io.slimconsole.ui.sessions;

import io.slimconsole.session.Application;
import io.slimconsole.session.ModeratedSession;
import io.slimconsole.session.SessionEvent;
import io.slimconsole.session.SessionOptions;
import io.slimconsole.session.delivery.Payload;
import io.slimconsole.session.delivery.PublishOutcome;
import io.slimconsole.session.delivery.Receipt;
import io.slimconsole.session.membership.ModeratorOutput.InviteStep;
import io.slimconsole.session.membership.Outcome;

import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// One question on its way: opens a session with one application, says it, waits for a reply, and
/// closes the session.
///
/// Used by the session's thread and by the timer's, one at a time.
final class Asking {
    private final InstantSource clock;
    private final Consumer<Exchange> progress;
    private final CompletableFuture<Exchange> result = new CompletableFuture<>();
    private final ReentrantLock writing = new ReentrantLock();
    private Exchange now;

    /// @param progress hears each step
    Asking(Question question, InstantSource clock, Consumer<Exchange> progress) {
        this.clock = clock;
        this.progress = progress;
        now = Exchange.begin(question, clock.instant());
    }

    CompletableFuture<Exchange> begin(Application application) {
        Question question = now.question();
        progress.accept(now);
        Application.Opening opening =
                application.openPointToPoint(
                        question.to(),
                        SessionOptions.DEFAULT.withEncrypted(question.encrypted()),
                        this::on);
        var _ = opening.outcome().thenAccept(outcome -> opened(opening.session(), outcome));
        // whatever ended it: members are told, and nothing of it is left
        return result.whenComplete(
                (_, _) -> {
                    var _ = opening.session().end();
                });
    }

    private void opened(ModeratedSession session, Outcome outcome) {
        if (!(outcome instanceof Outcome.Invited(var member, var _))) {
            change(was -> was.failed(outcome, clock.instant()));
            return;
        }
        Question question = now.question();
        change(was -> was.with(member).at(Exchange.Step.WAITING, clock.instant()));
        var _ = session.publish(question.payload()).thenAccept(this::settled);
        CompletableFuture.delayedExecutor(question.patience().toMillis(), TimeUnit.MILLISECONDS)
                .execute(this::runOut);
    }

    private void settled(PublishOutcome outcome) {
        change(was -> was.sent(outcome));
        switch (outcome) {
            case PublishOutcome.Sent _ -> {
                // a reply may come
            }
            case PublishOutcome.Answered answered -> {
                if (answered.receipts().containsValue(Receipt.UNKNOWN)) {
                    fail();
                } else if (!answered.isComplete()) {
                    runOut();
                }
            }
            case PublishOutcome.Refused(var reason) -> {
                if (reason == PublishOutcome.Reason.TOO_LARGE) {
                    runOut();
                } else {
                    fail();
                }
            }
        }
    }

    /// The session has ended under it.
    private void fail() {
        change(was -> was.failed(new Outcome.SessionOver(), clock.instant()));
    }

    private void runOut() {
        change(was -> was.at(Exchange.Step.SILENT, clock.instant()));
    }

    private void on(SessionEvent event) {
        switch (event) {
            case SessionEvent.Inviting(var _, InviteStep step) -> on(step);
            case SessionEvent.Message(var _, Payload payload, boolean _) ->
                    change(was -> was.replied(payload, clock.instant()));
            // before that, the invitation's outcome says why
            case SessionEvent.Ended _ ->
                    change(
                            was ->
                                    was.step() == Exchange.Step.WAITING
                                            ? was.failed(new Outcome.SessionOver(), clock.instant())
                                            : was);
            default -> {
                // of no matter to somebody who waits for a reply
            }
        }
    }

    private void on(InviteStep step) {
        switch (step) {
            case InviteStep.Discovering _ -> {
                // so it began
            }
            case InviteStep.Joining(var instance) ->
                    change(was -> was.with(instance).at(Exchange.Step.JOINING, clock.instant()));
            case InviteStep.Welcoming(var instance) ->
                    change(was -> was.with(instance).at(Exchange.Step.WELCOMING, clock.instant()));
        }
    }

    /// Does nothing once it is over.
    private void change(UnaryOperator<Exchange> change) {
        Optional<Exchange> next = Optional.empty();
        writing.lock();
        try {
            if (!now.isOver()) {
                now = change.apply(now);
                next = Optional.of(now);
                progress.accept(now);
            }
        } finally {
            writing.unlock();
        }
        next.filter(Exchange::isOver).ifPresent(result::complete);
    }
}
