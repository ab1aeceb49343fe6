package io.slimconsole.ui.sessions;

import io.slimconsole.node.name.Name;
import io.slimconsole.session.membership.ModeratorOutput.InviteStep;
import io.slimconsole.session.membership.Outcome;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// The invitations of a channel, the oldest first. Unchanging.
///
/// @param last id that was given
record Invitations(List<Invitation> list, long last) {
    static final Invitations NONE = new Invitations(List.of(), 0);

    /// Ended ones beyond that go, the oldest first: an operator looks at the last ones.
    static final int ENDED_KEPT = 200;

    Invitations {
        list = List.copyOf(list);
    }

    /// The new one has the id [#last].
    Invitations asked(Name name, Instant now) {
        var more = new ArrayList<>(list);
        more.add(
                new Invitation(
                        last + 1,
                        name,
                        Optional.empty(),
                        Invitation.Step.WAITING,
                        now,
                        now,
                        Optional.empty()));
        return new Invitations(more, last + 1);
    }

    /// A session takes up one after the other, in their order: a step is of the first of that name that has not ended.
    Invitations on(Name name, InviteStep step, Instant now) {
        Optional<Invitation> taken =
                list.stream()
                        .filter(each -> each.outcome().isEmpty() && each.asked().equals(name))
                        .findFirst();
        return taken.isEmpty()
                ? this
                : change(
                        each -> each.id() == taken.get().id(),
                        each ->
                                switch (step) {
                                    case InviteStep.Discovering _ ->
                                            with(
                                                    each,
                                                    each.instance(),
                                                    Invitation.Step.DISCOVERING,
                                                    now);
                                    case InviteStep.Joining(Name instance) ->
                                            with(
                                                    each,
                                                    Optional.of(instance),
                                                    Invitation.Step.JOINING,
                                                    now);
                                    case InviteStep.Welcoming(Name instance) ->
                                            with(
                                                    each,
                                                    Optional.of(instance),
                                                    Invitation.Step.WELCOMING,
                                                    now);
                                });
    }

    private static Invitation with(
            Invitation of, Optional<Name> instance, Invitation.Step step, Instant now) {
        return new Invitation(
                of.id(), of.asked(), instance, step, of.began(), now, Optional.empty());
    }

    Invitations ended(long id, Outcome outcome, Instant now) {
        Invitations all =
                change(
                        each -> each.id() == id && each.outcome().isEmpty(),
                        each ->
                                new Invitation(
                                        each.id(),
                                        each.asked(),
                                        each.instance().or(() -> instance(outcome)),
                                        Invitation.Step.ENDED,
                                        each.began(),
                                        now,
                                        Optional.of(outcome)));
        long tooMany =
                all.list.stream().filter(each -> each.outcome().isPresent()).count() - ENDED_KEPT;
        return tooMany <= 0
                ? all
                : all.without(
                        all.list.stream()
                                .filter(each -> each.outcome().isPresent())
                                .findFirst()
                                .orElseThrow()
                                .id());
    }

    private static Optional<Name> instance(Outcome outcome) {
        return outcome instanceof Outcome.AlreadyMember(Name member)
                ? Optional.of(member)
                : Optional.empty();
    }

    /// One that has not ended stays.
    Invitations dismissed(long id) {
        return list.stream().anyMatch(each -> each.id() == id && each.outcome().isPresent())
                ? without(id)
                : this;
    }

    private Invitations without(long id) {
        return new Invitations(list.stream().filter(each -> each.id() != id).toList(), last);
    }

    private Invitations change(Predicate<Invitation> which, UnaryOperator<Invitation> change) {
        return new Invitations(
                list.stream().map(each -> which.test(each) ? change.apply(each) : each).toList(),
                last);
    }
}
