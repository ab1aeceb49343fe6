package io.slimconsole.session.membership;

import com.google.protobuf.ByteString;

import io.slimconsole.node.name.Name;
import io.slimconsole.node.name.NameId;
import io.slimconsole.session.wire.Body;
import io.slimconsole.session.wire.Participant;
import io.slimconsole.session.wire.SessionKind;
import io.slimconsole.session.wire.SessionMessage;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A moderator at work: keeps its state, the time, and what it said last. Ids of messages are 1, 2, 3, ...
final class Desk {
    static final Name MODERATOR = name("moderator", 1);
    static final Name ANNA = name("anna", 2);
    static final Name BERTA = name("berta", 3);
    static final Name CARLA = name("carla", 4);
    static final Body.Timers TIMERS = new Body.Timers(1_000, 3);
    static final Duration PATIENCE = Duration.ofSeconds(4);
    static final ByteString KEY_PACKAGE = ByteString.copyFromUtf8("key package");
    static final ByteString COMMIT = ByteString.copyFromUtf8("commit");
    static final ByteString WELCOME = ByteString.copyFromUtf8("welcome");
    static final Body.Channels CHANNELS =
            new Body.Channels(name("channel", 10), name("channel", 11));

    private final SessionPlan plan;
    private Moderating state;
    private Instant now = Instant.EPOCH;
    private int lastId;
    private long epoch;
    private List<ModeratorOutput> last = List.of();

    private Desk(SessionPlan plan) {
        this.plan = plan;
        this.state = Moderating.begin(plan, now);
    }

    static Desk group() {
        return new Desk(plan(SessionKind.GROUP, true));
    }

    static Desk plainGroup() {
        return new Desk(plan(SessionKind.GROUP, false));
    }

    static Desk pointToPoint() {
        return new Desk(plan(SessionKind.POINT_TO_POINT, true));
    }

    private static SessionPlan plan(SessionKind kind, boolean mls) {
        return new SessionPlan(
                7,
                kind,
                new Participant(MODERATOR, true, true, true),
                kind == SessionKind.GROUP ? Optional.of(CHANNELS) : Optional.empty(),
                TIMERS,
                true,
                mls ? Optional.of(new Body.Mls(100)) : Optional.empty(),
                Map.of("topic", "weather"));
    }

    static Name name(String service, long id) {
        return new Name("org", "ns", service, new NameId(0, id));
    }

    static Name service(Name instance) {
        return instance.withId(NameId.NULL_COMPONENT);
    }

    static Participant member(Name name) {
        return new Participant(name, true, true, true);
    }

    ModeratorOutput.Send to(Name name, int id, Body body) {
        return new ModeratorOutput.Send(plan.command(name, id, body));
    }

    ModeratorOutput.Send toAll(int id, Body body) {
        return new ModeratorOutput.Send(plan.broadcast(id, body));
    }

    static Optional<Body.MlsContent> mls(int commit, ByteString content) {
        return Optional.of(new Body.MlsContent(commit, content));
    }

    Moderating state() {
        return state;
    }

    SessionPlan plan() {
        return plan;
    }

    /// What the last input led to.
    List<ModeratorOutput> last() {
        return last;
    }

    /// The messages among it.
    List<SessionMessage> sent() {
        return last.stream()
                .filter(ModeratorOutput.Send.class::isInstance)
                .map(output -> ((ModeratorOutput.Send) output).message())
                .toList();
    }

    List<Outcome> outcomes() {
        return last.stream()
                .filter(ModeratorOutput.Done.class::isInstance)
                .map(output -> ((ModeratorOutput.Done) output).outcome())
                .toList();
    }

    Desk on(ModeratorInput input) {
        ModeratorMachine.Step step = ModeratorMachine.on(state, input, now, () -> ++lastId);
        state = step.next();
        last = step.outputs();
        return this;
    }

    /// Somebody says something.
    Desk hear(Name from, int id, Body body) {
        return on(new ModeratorInput.Heard(message(from, id, body)));
    }

    SessionMessage message(Name from, int id, Body body) {
        return new SessionMessage(
                from, MODERATOR, false, plan.kind(), plan.id(), id, Map.of(), body);
    }

    /// The commit that was asked for is made.
    Desk committed() {
        return on(
                new ModeratorInput.Committed(
                        COMMIT,
                        last.stream()
                                        .anyMatch(
                                                output ->
                                                        output
                                                                instanceof
                                                                ModeratorOutput.Commit(
                                                                        ModeratorOutput.KeyChange
                                                                                        .Remove
                                                                                _))
                                ? Optional.empty()
                                : Optional.of(WELCOME),
                        ++epoch));
    }

    /// All ticks of this time, one after the other.
    ///
    /// @return what they led to, all together
    List<ModeratorOutput> wait(Duration time) {
        Instant end = now.plus(time);
        var all = new ArrayList<ModeratorOutput>();
        while (state.deadline().filter(due -> !due.isAfter(end)).isPresent()) {
            now = state.deadline().orElseThrow();
            on(new ModeratorInput.Tick());
            all.addAll(last);
        }
        now = end;
        last = all;
        return all;
    }

    /// The id of the message that was sent last with such a body.
    int idOf(Class<? extends Body> body) {
        return sent().stream()
                .filter(message -> body.isInstance(message.body()))
                .map(SessionMessage::id)
                .reduce((_, second) -> second)
                .orElseThrow(() -> new AssertionError("no %s in %s".formatted(body, last)));
    }

    /// Invites somebody, who does all that it has to.
    Desk with(Name instance) {
        on(new ModeratorInput.Invite(0, service(instance)));
        hear(instance, idOf(Body.DiscoveryRequest.class), new Body.DiscoveryReply());
        if (last.contains(new ModeratorOutput.Begin())) {
            on(new ModeratorInput.Ready(0));
        }
        joins(instance);
        int welcome = idOf(Body.GroupWelcome.class);
        Optional<Integer> update =
                sent().stream()
                        .filter(message -> message.body() instanceof Body.GroupUpdate)
                        .map(SessionMessage::id)
                        .findFirst();
        List<Participant> before = state.roster().members();
        hear(instance, welcome, new Body.GroupAck());
        update.ifPresent(
                id -> {
                    for (Participant other : before) {
                        if (!other.name().equals(MODERATOR) && !other.name().equals(instance)) {
                            hear(other.name(), id, new Body.GroupAck());
                        }
                    }
                });
        if (!outcomes().equals(List.of(new Outcome.Invited(instance, Set.of())))) {
            throw new AssertionError("%s did not come in: %s".formatted(instance, last));
        }
        return this;
    }

    /// Answers the join request, and has the commit made.
    Desk joins(Name instance) {
        int join = idOf(Body.JoinRequest.class);
        Optional<ByteString> keyPackage = plan.mls().map(_ -> KEY_PACKAGE);
        hear(instance, join, new Body.JoinReply(keyPackage, member(instance)));
        return plan.mls().isPresent() ? committed() : this;
    }
}
