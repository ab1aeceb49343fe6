package io.slimconsole.ui.conversation;

import com.google.protobuf.ByteString;

import io.slimconsole.node.name.Name;
import io.slimconsole.session.SessionOptions;
import io.slimconsole.session.delivery.Payload;
import io.slimconsole.session.delivery.PublishOutcome;
import io.slimconsole.session.delivery.Receipt;
import io.slimconsole.session.wire.Participant;
import io.slimconsole.ui.sessions.Channel;
import io.slimconsole.ui.sessions.Conversations;
import io.slimconsole.ui.sessions.Said;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongFunction;

/// Channels on which a test lets members talk, and settles what the console has sent. Usable from
/// any thread.
final class FakeConversation implements Conversations {
    static final int ENCRYPTED = 1;
    static final int PLAIN = 2;
    static final Instant BEGAN = Instant.parse("2026-11-27T10:00:00Z");
    static final Name SELF = name("slim-console/default/console", 1);
    static final Name ANNA = name("plant/line-1/anna", 2);
    static final Name BERT = name("plant/line-2/bert", 3);

    private final Map<Integer, Channel> channels = new HashMap<>();
    private final Map<Integer, List<Said>> said = new HashMap<>();
    private final Map<Integer, Long> next = new HashMap<>();
    private final Map<Long, CompletableFuture<PublishOutcome>> underWay = new LinkedHashMap<>();
    private Instant now = BEGAN;
    private int reads;
    private boolean holding;
    private CompletableFuture<PublishOutcome> refused = new CompletableFuture<>();

    FakeConversation() {
        for (int id : List.of(ENCRYPTED, PLAIN)) {
            channels.put(id, channel(id, SessionOptions.DEFAULT, Channel.Phase.OPEN, ANNA, BERT));
        }
    }

    static Name name(String service, long id) {
        return Name.parse(service + "/%08x-0000-4000-8000-%012x".formatted(id * 0x1b3d9a7, id));
    }

    static Payload text(String text) {
        return new Payload("text/plain", ByteString.copyFromUtf8(text), Map.of());
    }

    static Channel channel(int id, SessionOptions options, Channel.Phase phase, Name... others) {
        var members = new ArrayList<Channel.Member>();
        members.add(member(SELF, true));
        for (Name other : others) {
            members.add(member(other, false));
        }
        return new Channel(
                id,
                Name.parse("plant/alarms/press-%d".formatted(id)),
                options.withEncrypted(id != PLAIN),
                BEGAN,
                phase,
                1,
                members,
                List.of(),
                List.of(),
                Channel.Traffic.NONE,
                Optional.empty(),
                Optional.empty());
    }

    private static Channel.Member member(Name name, boolean self) {
        return new Channel.Member(
                new Participant(name, true, true, true),
                self,
                Optional.of(BEGAN),
                OptionalLong.of(1),
                OptionalInt.empty(),
                false);
    }

    synchronized void set(Channel channel) {
        channels.put(channel.sessionId(), channel);
    }

    synchronized void end(int id) {
        channels.remove(id);
    }

    synchronized void setNow(Instant time) {
        now = time;
    }

    /// How often a conversation was asked for.
    synchronized int reads() {
        return reads;
    }

    synchronized void hear(int id, Name from, Payload payload) {
        add(id, index -> new Said.Heard(index, now, from, payload, false));
    }

    synchronized void hearAlone(int id, Name from, Payload payload) {
        add(id, index -> new Said.Heard(index, now, from, payload, true));
    }

    synchronized void miss(int id, Name from, int count) {
        add(id, index -> new Said.Gap(index, now, from, count));
    }

    private long add(int id, LongFunction<Said> made) {
        long index = next.merge(id, 1L, Long::sum) - 1;
        List<Said> all = said.computeIfAbsent(id, _ -> new ArrayList<>());
        all.add(made.apply(index));
        if (all.size() > Said.KEPT) {
            all.removeFirst();
        }
        return index;
    }

    /// Settles the oldest publication that is under way, of either channel.
    void settle(PublishOutcome outcome) {
        CompletableFuture<PublishOutcome> future;
        synchronized (this) {
            long key = underWay.keySet().iterator().next();
            future = underWay.remove(key);
            said.values()
                    .forEach(
                            all ->
                                    all.replaceAll(
                                            each ->
                                                    each instanceof Said.Ours ours
                                                                    && ours.index() == key
                                                            ? new Said.Ours(
                                                                    key,
                                                                    ours.at(),
                                                                    ours.to(),
                                                                    ours.payload(),
                                                                    Optional.of(outcome))
                                                            : each));
        }
        future.complete(outcome);
    }

    /// What is sent on a channel that has ended is refused only when [#refuse] says so.
    synchronized void holdRefusals() {
        holding = true;
    }

    synchronized void refuse() {
        refused.complete(new PublishOutcome.Refused(PublishOutcome.Reason.ENDED));
    }

    static PublishOutcome answered(Map<Name, Receipt> receipts) {
        return new PublishOutcome.Answered(1, new LinkedHashMap<>(receipts));
    }

    @Override
    public synchronized CompletableFuture<PublishOutcome> publish(int id, Payload payload) {
        return publishTo(id, Optional.empty(), payload);
    }

    @Override
    public synchronized CompletableFuture<PublishOutcome> publishTo(
            int id, Name member, Payload payload) {
        return publishTo(id, Optional.of(member), payload);
    }

    private CompletableFuture<PublishOutcome> publishTo(
            int id, Optional<Name> to, Payload payload) {
        if (!channels.containsKey(id)) {
            refused = new CompletableFuture<>();
            if (!holding) {
                refuse();
            }
            return refused;
        }
        long index = add(id, at -> new Said.Ours(at, now, to, payload, Optional.empty()));
        var future = new CompletableFuture<PublishOutcome>();
        underWay.put(index, future);
        return future;
    }

    @Override
    public synchronized Optional<Channel> find(int id) {
        return Optional.ofNullable(channels.get(id));
    }

    @Override
    public synchronized List<Said> conversation(int id) {
        reads++;
        return List.copyOf(said.getOrDefault(id, List.of()));
    }
}
