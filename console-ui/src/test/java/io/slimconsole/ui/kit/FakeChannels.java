package io.slimconsole.ui.kit;

import io.slimconsole.mls.GroupView;
import io.slimconsole.node.Registration;
import io.slimconsole.node.name.Name;
import io.slimconsole.node.name.NameId;
import io.slimconsole.session.SessionOptions;
import io.slimconsole.session.delivery.Payload;
import io.slimconsole.session.delivery.PublishOutcome;
import io.slimconsole.session.membership.Outcome;
import io.slimconsole.session.wire.Participant;
import io.slimconsole.ui.sessions.Channel;
import io.slimconsole.ui.sessions.ChannelDraft;
import io.slimconsole.ui.sessions.Channels;
import io.slimconsole.ui.sessions.ChannelsState;
import io.slimconsole.ui.sessions.ConsoleIdentity;
import io.slimconsole.ui.sessions.Creation;
import io.slimconsole.ui.sessions.Exchange;
import io.slimconsole.ui.sessions.Invitation;
import io.slimconsole.ui.sessions.LostChannel;
import io.slimconsole.ui.sessions.Question;
import io.slimconsole.ui.sessions.Said;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// Channels without a network: they do what they are told at once, apart from invitations, which go
/// on as a test says. Usable from any thread.
public final class FakeChannels implements Channels {
    public static final Name SELF =
            ConsoleIdentity.DEFAULT_SERVICE.withId(
                    NameId.parse("c0501e00-0000-4000-8000-000000000001"));

    /// When everything happens, until a test says otherwise.
    public static final Instant START = Instant.parse("2026-11-27T10:00:00Z");

    private final Map<Integer, Channel> channels = new TreeMap<>();
    private final Map<Long, CompletableFuture<Outcome>> pending = new HashMap<>();
    private final Map<Integer, List<Said>> said = new HashMap<>();
    private final List<LostChannel> lost = new ArrayList<>();
    private final List<ConsoleIdentity> identities = new ArrayList<>();
    private final List<Consumer<ChannelsState>> listeners = new CopyOnWriteArrayList<>();
    private final List<String> refusals = new ArrayList<>();
    private final List<Question> questions = new ArrayList<>();
    private Consumer<Exchange> asking = _ -> {};
    private CompletableFuture<Exchange> answer = new CompletableFuture<>();
    private Optional<String> identityProblem = Optional.empty();
    private Optional<Name> service = Optional.of(ConsoleIdentity.DEFAULT_SERVICE);
    private ChannelsState state = new ChannelsState.Ready(SELF);
    private Instant now = START;
    private long nextInvitation = 1;
    private int nextSession = 4_000_000;
    private int retries;

    /// A console that was started for the first time.
    public static FakeChannels withoutIdentity() {
        var channels = new FakeChannels();
        channels.service = Optional.empty();
        channels.setState(new ChannelsState.NoIdentity());
        return channels;
    }

    public synchronized void setNow(Instant time) {
        now = time;
    }

    public void setState(ChannelsState next) {
        synchronized (this) {
            state = next;
        }
        listeners.forEach(listener -> listener.accept(next));
    }

    public synchronized void setLost(List<LostChannel> next) {
        lost.clear();
        lost.addAll(next);
    }

    /// Lets [#identify] find this wrong.
    public synchronized void refuseIdentity(String why) {
        identityProblem = Optional.of(why);
    }

    /// Lets the next [#create] fail like this.
    public synchronized void refuseCreation(String why) {
        refusals.add(why);
    }

    /// What [#identify] was called with.
    public synchronized List<ConsoleIdentity> identities() {
        return List.copyOf(identities);
    }

    /// How often [#retry] was called.
    public synchronized int retries() {
        return retries;
    }

    /// A channel that is there from now on.
    ///
    /// @param others the names of its members apart from the console, each with or without an
    ///   instance
    public synchronized int add(String name, boolean encrypted, String... others) {
        int id =
                ((Creation.Created)
                                create(
                                                new ChannelDraft(
                                                        Name.parse(name),
                                                        SessionOptions.DEFAULT.withEncrypted(
                                                                encrypted)))
                                        .join())
                        .sessionId();
        for (String other : others) {
            join(id, instance(Name.parse(other)));
        }
        return id;
    }

    /// Invites services, as the window would.
    public void ask(int sessionId, String... services) {
        for (String service : services) {
            var _ = invite(sessionId, Name.parse(service));
        }
    }

    /// Changes a channel.
    public synchronized void change(int sessionId, UnaryOperator<Channel> change) {
        channels.computeIfPresent(sessionId, (_, channel) -> change.apply(channel));
    }

    public void setTraffic(int sessionId, Channel.Traffic traffic) {
        change(sessionId, channel -> Changed.traffic(channel, traffic));
    }

    public void setKeys(int sessionId, GroupView keys) {
        change(sessionId, channel -> Changed.keys(channel, keys));
    }

    public void setNotStored(int sessionId, String why) {
        change(sessionId, channel -> Changed.notStored(channel, why));
    }

    public void setPhase(int sessionId, Channel.Phase phase) {
        change(sessionId, channel -> Changed.phase(channel, phase));
    }

    /// Lets a member go off or come back.
    public void setOnline(int sessionId, Name member, boolean online) {
        change(sessionId, channel -> Changed.online(channel, member, online));
    }

    /// Lets a member be on its way out.
    public void setLeaving(int sessionId, Name member) {
        change(sessionId, channel -> Changed.leaving(channel, member));
    }

    /// Lets the invitation of `asked` that is under way come to this step.
    public void reach(int sessionId, Name asked, Invitation.Step step) {
        changeInvitation(
                sessionId,
                asked,
                i ->
                        new Invitation(
                                i.id(),
                                i.asked(),
                                step.compareTo(Invitation.Step.DISCOVERING) > 0
                                        ? Optional.of(instance(i.asked()))
                                        : Optional.empty(),
                                step,
                                i.began(),
                                now,
                                Optional.empty()));
    }

    /// Lets it end well: who was asked is a member from now on.
    public void accept(int sessionId, Name asked) {
        Name member = instance(asked);
        join(sessionId, member);
        end(sessionId, asked, new Outcome.Invited(member, Set.of()));
    }

    /// Lets the invitation of `asked` that is under way end like this.
    public void end(int sessionId, Name asked, Outcome outcome) {
        Invitation ended =
                changeInvitation(
                        sessionId,
                        asked,
                        i ->
                                new Invitation(
                                        i.id(),
                                        i.asked(),
                                        outcome instanceof Outcome.NobodyThere
                                                ? Optional.empty()
                                                : Optional.of(instance(i.asked())),
                                        Invitation.Step.ENDED,
                                        i.began(),
                                        now,
                                        Optional.of(outcome)));
        CompletableFuture<Outcome> waiting;
        synchronized (this) {
            waiting = pending.remove(ended.id());
        }
        if (waiting != null) {
            waiting.complete(outcome);
        }
    }

    /// Lets a member say something.
    public synchronized void hear(int sessionId, Name from, Payload payload) {
        List<Said> all = said.computeIfAbsent(sessionId, _ -> new ArrayList<>());
        all.add(new Said.Heard(all.size(), now, from, payload, false));
    }

    /// One instance of a service, the same one every time; an instance is itself.
    public static Name instance(Name name) {
        return name.id().isNull()
                ? name.withId(
                        NameId.parse(
                                "%08x-0000-4000-8000-000000000000"
                                        .formatted(name.prefix().hashCode())))
                : name;
    }

    @Override
    public synchronized ChannelsState state() {
        return state;
    }

    @Override
    public Registration listen(Consumer<ChannelsState> listener) {
        listeners.add(listener);
        listener.accept(state());
        return () -> listeners.remove(listener);
    }

    @Override
    public synchronized void retry() {
        retries++;
        if (state instanceof ChannelsState.Failed) {
            state = new ChannelsState.Ready(SELF);
        }
    }

    @Override
    public synchronized Optional<Name> service() {
        return service;
    }

    @Override
    public CompletableFuture<Optional<String>> identify(ConsoleIdentity identity) {
        synchronized (this) {
            identities.add(identity);
            if (identityProblem.isPresent()) {
                return CompletableFuture.completedFuture(identityProblem);
            }
            service = Optional.of(identity.service());
            channels.clear();
        }
        setState(new ChannelsState.Ready(identity.service().withId(SELF.id())));
        return CompletableFuture.completedFuture(Optional.empty());
    }

    @Override
    public synchronized List<Channel> list() {
        return channels.values().stream()
                .sorted(Comparator.comparing(channel -> channel.name().prefix()))
                .toList();
    }

    @Override
    public synchronized Optional<Channel> find(int sessionId) {
        return Optional.ofNullable(channels.get(sessionId));
    }

    @Override
    public synchronized List<LostChannel> lost() {
        return List.copyOf(lost);
    }

    @Override
    public synchronized void forget(LostChannel channel) {
        lost.remove(channel);
    }

    @Override
    public synchronized CompletableFuture<Creation> create(ChannelDraft draft) {
        if (!refusals.isEmpty()) {
            return CompletableFuture.completedFuture(
                    new Creation.NotPossible(refusals.removeFirst()));
        }
        for (Channel channel : channels.values()) {
            if (channel.name().equals(draft.name())) {
                return CompletableFuture.completedFuture(new Creation.Exists(channel.sessionId()));
            }
        }
        int id = nextSession++;
        channels.put(
                id,
                new Channel(
                        id,
                        draft.name(),
                        draft.options(),
                        now,
                        Channel.Phase.NEW,
                        0,
                        List.of(member(SELF, true, 0, draft.options().encrypted(), 0)),
                        List.of(),
                        List.of(),
                        Channel.Traffic.NONE,
                        Optional.empty(),
                        Optional.empty()));
        return CompletableFuture.completedFuture(new Creation.Created(id));
    }

    @Override
    public synchronized CompletableFuture<Outcome> invite(int sessionId, Name name) {
        Channel channel = channels.get(sessionId);
        if (channel == null) {
            return CompletableFuture.completedFuture(new Outcome.SessionOver());
        }
        long id = nextInvitation++;
        List<Invitation> all = new ArrayList<>(channel.invitations());
        all.add(
                new Invitation(
                        id,
                        name,
                        Optional.empty(),
                        Invitation.Step.WAITING,
                        now,
                        now,
                        Optional.empty()));
        channels.put(sessionId, Changed.invitations(channel, all));
        var outcome = new CompletableFuture<Outcome>();
        pending.put(id, outcome);
        return outcome;
    }

    @Override
    public void dismiss(int sessionId, long invitation) {
        change(
                sessionId,
                c ->
                        Changed.invitations(
                                c,
                                c.invitations().stream()
                                        .filter(i -> i.id() != invitation || i.outcome().isEmpty())
                                        .toList()));
    }

    @Override
    public synchronized CompletableFuture<Outcome> remove(int sessionId, Name member) {
        Channel channel = channels.get(sessionId);
        if (channel == null) {
            return CompletableFuture.completedFuture(new Outcome.SessionOver());
        }
        List<Channel.Member> left =
                channel.members().stream().filter(m -> !Changed.isCalled(m, member)).toList();
        if (left.size() == channel.members().size()) {
            return CompletableFuture.completedFuture(new Outcome.NotAMember(member));
        }
        channels.put(sessionId, Changed.members(channel, channel.epoch() + 1, left));
        return CompletableFuture.completedFuture(new Outcome.Removed(member, true, Set.of()));
    }

    @Override
    public synchronized CompletableFuture<Outcome> close(int sessionId) {
        return CompletableFuture.completedFuture(
                channels.remove(sessionId) == null
                        ? new Outcome.SessionOver()
                        : new Outcome.Closed(Set.of()));
    }

    @Override
    public synchronized List<Said> conversation(int sessionId) {
        return List.copyOf(said.getOrDefault(sessionId, List.of()));
    }

    @Override
    public CompletableFuture<PublishOutcome> publish(int sessionId, Payload payload) {
        return say(sessionId, Optional.empty(), payload);
    }

    @Override
    public CompletableFuture<PublishOutcome> publishTo(
            int sessionId, Name member, Payload payload) {
        return say(sessionId, Optional.of(member), payload);
    }

    /// Under way until a test ends it; see [#questions].
    @Override
    public synchronized CompletableFuture<Exchange> ask(
            Question question, Consumer<Exchange> progress) {
        questions.add(question);
        asking = progress;
        answer = new CompletableFuture<>();
        return answer;
    }

    /// Lets the last question come so far.
    public synchronized void progress(Exchange now) {
        asking.accept(now);
    }

    /// Ends the last question.
    public synchronized void answer(Exchange last) {
        answer.complete(last);
    }

    /// What [#ask] was called with.
    public synchronized List<Question> questions() {
        return List.copyOf(questions);
    }

    private synchronized CompletableFuture<PublishOutcome> say(
            int sessionId, Optional<Name> to, Payload payload) {
        List<Said> all = said.computeIfAbsent(sessionId, _ -> new ArrayList<>());
        PublishOutcome outcome = new PublishOutcome.Answered(all.size(), new LinkedHashMap<>());
        all.add(new Said.Ours(all.size(), now, to, payload, Optional.of(outcome)));
        return CompletableFuture.completedFuture(outcome);
    }

    private synchronized void join(int sessionId, Name member) {
        change(
                sessionId,
                c -> {
                    List<Channel.Member> members = new ArrayList<>(c.members());
                    members.add(
                            member(
                                    member,
                                    false,
                                    c.epoch() + 1,
                                    c.options().encrypted(),
                                    c.members().size()));
                    return Changed.phase(
                            Changed.members(c, c.epoch() + 1, members), Channel.Phase.OPEN);
                });
    }

    private synchronized Invitation changeInvitation(
            int sessionId, Name asked, UnaryOperator<Invitation> change) {
        Invitation[] changed = new Invitation[1];
        change(
                sessionId,
                c -> {
                    List<Invitation> all = new ArrayList<>(c.invitations());
                    for (int i = 0; i < all.size(); i++) {
                        if (all.get(i).asked().equals(asked) && all.get(i).outcome().isEmpty()) {
                            changed[0] = change.apply(all.get(i));
                            all.set(i, changed[0]);
                        }
                    }
                    return Changed.invitations(c, all);
                });
        if (changed[0] == null) {
            throw new IllegalStateException("no invitation of " + asked + " is under way");
        }
        return changed[0];
    }

    private Channel.Member member(
            Name name, boolean self, long epoch, boolean encrypted, int leaf) {
        return new Channel.Member(
                new Participant(name, true, true, true),
                self,
                Optional.of(now),
                OptionalLong.of(epoch),
                encrypted ? OptionalInt.of(leaf) : OptionalInt.empty(),
                false);
    }
}
