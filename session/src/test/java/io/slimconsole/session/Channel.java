package io.slimconsole.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;

import io.slimconsole.node.name.Name;
import io.slimconsole.node.name.NameId;
import io.slimconsole.session.delivery.Payload;
import io.slimconsole.session.delivery.PublishOutcome;
import io.slimconsole.session.identity.Identity;
import io.slimconsole.session.membership.Outcome;
import io.slimconsole.session.network.Network;
import io.slimconsole.session.store.SessionStorage;
import io.slimconsole.tests.kit.Await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A group that we moderate, on whatever network, with members that do what they should.
final class Channel implements AutoCloseable {
    static final Name NAME = Name.parse("org/ns/channel");

    /// Gives up after 2 s.
    static final SessionOptions OPTIONS =
            SessionOptions.DEFAULT.withTimers(Duration.ofMillis(400), 4);

    final Network network;
    final Identity identity = Member.identity("org/ns/moderator");
    final List<SessionEvent> events = new CopyOnWriteArrayList<>();
    final Application application;
    final ModeratedSession session;
    private final List<Member> members = new ArrayList<>();

    Channel(Network network) {
        this(network, OPTIONS, SessionStorage.NONE);
    }

    Channel(Network network, SessionOptions options, SessionStorage storage) {
        this.network = network;
        this.application = join(network, identity, storage);
        this.session = application.createGroup(NAME, options, events::add);
    }

    static Application join(Network network, Identity identity, SessionStorage storage) {
        return Application.join(
                network,
                Name.parse("org/ns/moderator"),
                identity,
                Member.SECRET,
                Member.CLOCK,
                storage);
    }

    /// An application that could be invited.
    Member outside(String service) {
        return outside(service, Member.identity(service));
    }

    Member outside(String service, Identity as) {
        var member = new Member(network, service, as);
        members.add(member);
        return member;
    }

    /// One more member.
    Member with(String service) {
        Member member = outside(service);
        assertThat(invite(member)).isInstanceOf(Outcome.Invited.class);
        return member;
    }

    Outcome invite(Member member) {
        return get(session.invite(member.name.withId(NameId.NULL_COMPONENT)));
    }

    Outcome remove(Member member) {
        return get(session.remove(member.name));
    }

    static <T> T get(CompletableFuture<T> future) {
        try {
            return future.get(Await.DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    static Payload text(String content) {
        return new Payload("text/plain", ByteString.copyFromUtf8(content), Map.of());
    }

    PublishOutcome.Answered publish(String text) {
        return (PublishOutcome.Answered) get(session.publish(text(text)));
    }

    /// What we have read so far.
    List<String> read() {
        return events.stream()
                .filter(SessionEvent.Message.class::isInstance)
                .map(event -> ((SessionEvent.Message) event).payload().blob().toStringUtf8())
                .toList();
    }

    List<SessionEvent.Refused> refused() {
        return events.stream()
                .filter(SessionEvent.Refused.class::isInstance)
                .map(SessionEvent.Refused.class::cast)
                .toList();
    }

    /// Everything still works: these talk with us, a newcomer comes in and goes.
    void isWell(Member... all) {
        int before = read().size();
        for (Member each : all) {
            each.publish("from " + each.name.service());
        }
        assertThat(publish("to all").acknowledged())
                .as("after %s", events)
                .containsAll(List.of(all).stream().map(m -> m.name).toList());
        Await.untilAsserted(
                () ->
                        assertThat(read().subList(before, read().size()))
                                .containsAll(
                                        List.of(all).stream()
                                                .map(m -> "from " + m.name.service())
                                                .toList()));
        Member newcomer = with("org/ns/newcomer");
        assertThat(newcomer.epoch()).isEqualTo(session.epoch() == 0 ? -1 : session.epoch());
        assertThat(remove(newcomer)).isInstanceOf(Outcome.Removed.class);
        newcomer.close();
    }

    @Override
    public void close() {
        application.close();
        members.forEach(Member::close);
    }
}
