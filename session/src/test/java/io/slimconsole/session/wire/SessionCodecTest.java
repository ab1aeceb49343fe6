package io.slimconsole.session.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;

import io.slimconsole.node.name.Name;
import io.slimconsole.node.name.NameId;
import io.slimconsole.node.wire.SessionInfo;
import io.slimconsole.node.wire.SlimMessage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

final class SessionCodecTest {
    private static final Name ANNA = new Name("org", "ns", "anna", new NameId(1, 2));
    private static final Name BERTA = new Name("org", "ns", "berta", new NameId(3, 4));
    private static final Participant MEMBER = new Participant(ANNA, true, false, true);
    private static final Participant OTHER = new Participant(BERTA, false, true, false);
    private static final ByteString BYTES = ByteString.copyFromUtf8("bytes");
    private static final Body.MlsContent MLS = new Body.MlsContent(-1, BYTES);

    static Stream<Body> bodies() {
        return Stream.of(
                new Body.Data("text", BYTES),
                new Body.DataAck(),
                new Body.RtxRequest(),
                new Body.RtxReply("text", BYTES, false),
                new Body.RtxReply("", ByteString.EMPTY, true),
                new Body.DiscoveryRequest(),
                new Body.DiscoveryReply(),
                new Body.JoinRequest(Optional.empty(), Optional.empty(), Optional.empty()),
                new Body.JoinRequest(
                        Optional.of(new Body.Timers(1_000, 10)),
                        Optional.of(new Body.Channels(ANNA, BERTA)),
                        Optional.of(new Body.Mls(0))),
                new Body.JoinReply(Optional.empty(), MEMBER),
                new Body.JoinReply(Optional.of(BYTES), OTHER),
                new Body.LeaveRequest(),
                new Body.LeaveReply(),
                new Body.GroupUpdate(
                        Body.Operation.REMOVE, MEMBER, List.of(MEMBER, OTHER), Optional.of(MLS)),
                new Body.GroupUpdate(Body.Operation.REJOIN, OTHER, List.of(), Optional.empty()),
                new Body.GroupWelcome(List.of(MEMBER, OTHER), Optional.of(MLS)),
                new Body.GroupClose(List.of(ANNA, BERTA)),
                new Body.GroupAck(),
                new Body.GroupNack(),
                new Body.Heartbeat(Body.Heartbeat.NO_EPOCH),
                new Body.ParticipantState(ANNA, false, 7),
                new Body.RejoinRequest(ANNA, BYTES),
                new Body.RejoinReply(MLS));
    }

    private static SessionMessage message(Body body) {
        return new SessionMessage(
                ANNA, BERTA, true, SessionKind.GROUP, -3, -2, Map.of("a", "b"), body);
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void whatIsWrittenIsRead(Body body) {
        SlimMessage written = SessionCodec.encode(message(body), "a token", Optional.of(BYTES));

        Optional<Arrived> read = SlimMessage.parse(written.encode()).flatMap(SessionCodec::decode);

        assertThat(read).contains(new Arrived(message(body), "a token", Optional.of(BYTES)));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void aTypeThatIsNotThatOfItsContentIsNoMessage(Body body) {
        SlimMessage written = SessionCodec.encode(message(body), "a token", Optional.empty());
        SlimMessage other =
                SlimMessage.publish(
                        written.publish().toBuilder()
                                .setSession(
                                        written.publish().getSession().toBuilder()
                                                .setSessionMessageTypeValue(
                                                        body.isCommand() ? 1 : 5))
                                .build(),
                        written.metadata());

        assertThat(SessionCodec.decode(other)).isEmpty();
    }

    @Test
    void aMessageWithoutTheStringsOfItsNamesIsNone() {
        SlimMessage written =
                SessionCodec.encode(message(new Body.GroupAck()), "a token", Optional.empty());
        var publish = written.publish().toBuilder();
        publish.getHeaderBuilder().getSourceBuilder().clearStrName();

        assertThat(SessionCodec.decode(SlimMessage.publish(publish.build(), Map.of()))).isEmpty();
    }

    @Test
    void aMessageOfNoSessionIsNone() {
        SlimMessage plain =
                SlimMessage.publish(ANNA, BERTA).session(new SessionInfo(0, 1, 2, 3)).build();

        assertThat(SessionCodec.decode(plain)).isEmpty();
    }

    @Test
    void theHeaderThatIsSignedChangesWithEachPartOfIt() {
        SessionMessage one = message(new Body.GroupAck());

        assertThat(
                        Stream.of(
                                        SessionCodec.headerAad(one, "a token"),
                                        SessionCodec.headerAad(one, "another"),
                                        SessionCodec.headerAad(one.to(ANNA), "a token"),
                                        SessionCodec.headerAad(
                                                one.with(new Body.GroupNack()), "a token"),
                                        SessionCodec.headerAad(
                                                one.with(new Body.Data("a", BYTES)), "a token"),
                                        SessionCodec.headerAad(
                                                one.with(new Body.Data("b", BYTES)), "a token"))
                                .map(ByteString::copyFrom))
                .doesNotHaveDuplicates();
        assertThat(SessionCodec.headerAad(one.with(new Body.Data("a", BYTES)), "a token"))
                .isEqualTo(
                        SessionCodec.headerAad(
                                one.with(new Body.Data("a", ByteString.EMPTY)), "a token"));
    }
}
