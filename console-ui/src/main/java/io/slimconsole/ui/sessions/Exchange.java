package io.slimconsole.ui.sessions;

import io.slimconsole.node.name.Name;
import io.slimconsole.session.delivery.Payload;
import io.slimconsole.session.delivery.PublishOutcome;
import io.slimconsole.session.membership.Outcome;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// How far a question has come. Unchanging.
///
/// @param began when each step began that was reached
/// @param instance that the session is with, once one has answered
/// @param failure why no session came about, if none did
/// @param sent what became of the message, once that is settled
public record Exchange(
        Question question,
        Step step,
        Map<Step, Instant> began,
        Optional<Name> instance,
        Optional<Outcome> failure,
        Optional<PublishOutcome> sent,
        Optional<Payload> reply) {
    public Exchange {
        began = Map.copyOf(began);
    }

    /// The steps, in their order; one of the last three ends it.
    public enum Step {
        /// We ask who is there under that name.
        DISCOVERING,
        /// We ask the instance that answered whether it joins.
        JOINING,
        /// It is let in and has to confirm that it is.
        WELCOMING,
        /// The message is on its way, and no reply is there yet.
        WAITING,
        REPLIED,
        /// No reply came in time.
        SILENT,
        FAILED
    }

    public boolean isOver() {
        return step.compareTo(Step.REPLIED) >= 0;
    }

    static Exchange begin(Question question, Instant now) {
        return new Exchange(
                question,
                Step.DISCOVERING,
                Map.of(Step.DISCOVERING, now),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /// One that never began.
    static Exchange notPossible(Question question, String why, Instant now) {
        return begin(question, now).failed(new Outcome.NotPossible(why), now);
    }

    Exchange at(Step next, Instant now) {
        var times = new EnumMap<Step, Instant>(began);
        times.putIfAbsent(next, now);
        return new Exchange(question, next, times, instance, failure, sent, reply);
    }

    Exchange with(Name other) {
        return new Exchange(question, step, began, Optional.of(other), failure, sent, reply);
    }

    Exchange sent(PublishOutcome outcome) {
        return new Exchange(question, step, began, instance, failure, Optional.of(outcome), reply);
    }

    Exchange failed(Outcome outcome, Instant now) {
        Exchange over = at(Step.FAILED, now);
        return new Exchange(
                question, over.step, over.began, instance, Optional.of(outcome), sent, reply);
    }

    Exchange replied(Payload payload, Instant now) {
        Exchange over = at(Step.REPLIED, now);
        return new Exchange(
                question, over.step, over.began, instance, failure, sent, Optional.of(payload));
    }
}
