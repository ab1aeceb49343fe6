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

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

final class SessionCodecTest {
    private static final Name ANNA = new Name("org", "ns", "anna", new NameId(1, 2));
    private static final Name BERTA = new Name("org", "ns", "berta", new NameId(3, 4));
    private static final Participant MEMBER = new Participant(ANNA, true, false, true);
    private static final Participant OTHER = new Participant(BERTA, false, true, false);
    private static final ByteString BYTES = ByteString.copyFromUtf8("bytes");
    private static final Body.MlsContent MLS = new Body.MlsContent(-1, BYTES);

    /// One of each kind.
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

    static SessionMessage message(Body body) {
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

    // ---- too much of something

    private static Optional<Arrived> read(SessionMessage message) {
        return SlimMessage.parse(SessionCodec.encode(message, "a token", Optional.empty()).encode())
                .flatMap(SessionCodec::decode);
    }

    private static List<Participant> participants(int count) {
        return IntStream.range(0, count)
                .mapToObj(id -> new Participant(ANNA.withId(new NameId(1, id)), true, true, true))
                .toList();
    }

    @Test
    void aRosterHasAsManyMembersAsAGroup() {
        List<Participant> most = participants(SessionCodec.MOST_PARTICIPANTS);
        List<Participant> tooMany = participants(SessionCodec.MOST_PARTICIPANTS + 1);

        assertThat(read(message(new Body.GroupWelcome(most, Optional.empty())))).isPresent();
        assertThat(read(message(new Body.GroupWelcome(tooMany, Optional.empty())))).isEmpty();
        assertThat(
                        read(
                                message(
                                        new Body.GroupUpdate(
                                                Body.Operation.ADD,
                                                MEMBER,
                                                tooMany,
                                                Optional.empty()))))
                .isEmpty();
        assertThat(
                        read(
                                message(
                                        new Body.GroupClose(
                                                tooMany.stream().map(Participant::name).toList()))))
                .isEmpty();
    }

    @Test
    void aMessageHasSomeMetadata() {
        Map<String, String> most =
                IntStream.range(0, SessionCodec.MOST_METADATA)
                        .boxed()
                        .collect(Collectors.toMap(String::valueOf, String::valueOf));
        var tooMuch = new HashMap<>(most);
        tooMuch.put("one", "more");

        assertThat(read(message(new Body.GroupAck()).with(most))).isPresent();
        assertThat(read(message(new Body.GroupAck()).with(tooMuch))).isEmpty();
    }

    @Test
    void aNameIsNoBook() {
        var longest = new Name("org", "x".repeat(SessionCodec.LONGEST_PART), "app", ANNA.id());
        var tooLong = new Name("org", "x".repeat(SessionCodec.LONGEST_PART + 1), "app", ANNA.id());

        assertThat(read(message(new Body.ParticipantState(longest, true, 1)))).isPresent();
        assertThat(read(message(new Body.ParticipantState(tooLong, true, 1)))).isEmpty();
        assertThat(read(message(new Body.GroupAck()).to(longest))).isPresent();
        assertThat(read(message(new Body.GroupAck()).to(tooLong))).isEmpty();
        assertThat(read(message(new Body.GroupAck()).answer(tooLong, new Body.GroupAck())))
                .isEmpty();
    }

    // ---- whatever it is

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.slimconsole.tests.kit.Seeds#some")
    void whateverIsWrittenIsRead(long seed) {
        var random = new Random(seed);
        List<Body> bodies = bodies().toList();
        for (int i = 0; i < 500; i++) {
            SessionMessage message = any(random, bodies.get(random.nextInt(bodies.size())));
            String token = text(random);

            Optional<Arrived> read =
                    SlimMessage.parse(
                                    SessionCodec.encode(message, token, Optional.empty()).encode())
                            .flatMap(SessionCodec::decode);

            assertThat(read).contains(new Arrived(message, token, Optional.empty()));
        }
    }

    private static SessionMessage any(Random random, Body body) {
        Body other =
                switch (body) {
                    case Body.Data _ -> new Body.Data(text(random), bytes(random));
                    case Body.RtxReply(_, _, boolean lost) ->
                            new Body.RtxReply(text(random), bytes(random), lost);
                    case Body.Heartbeat _ -> new Body.Heartbeat(random.nextLong());
                    case Body.ParticipantState _ ->
                            new Body.ParticipantState(
                                    name(random), random.nextBoolean(), random.nextLong());
                    case Body.RejoinRequest _ ->
                            new Body.RejoinRequest(name(random), bytes(random));
                    case Body.GroupWelcome _ ->
                            new Body.GroupWelcome(
                                    IntStream.range(0, random.nextInt(20))
                                            .mapToObj(_ -> participant(random))
                                            .toList(),
                                    Optional.of(
                                            new Body.MlsContent(random.nextInt(), bytes(random))));
                    default -> body;
                };
        return new SessionMessage(
                name(random),
                name(random),
                random.nextBoolean(),
                random.nextBoolean() ? SessionKind.GROUP : SessionKind.POINT_TO_POINT,
                random.nextInt(),
                random.nextInt(),
                random.nextBoolean() ? Map.of() : Map.of(text(random), text(random)),
                other);
    }

    private static Participant participant(Random random) {
        return new Participant(
                name(random), random.nextBoolean(), random.nextBoolean(), random.nextBoolean());
    }

    private static Name name(Random random) {
        return new Name(
                "o" + text(random),
                "n" + text(random),
                "s" + text(random),
                new NameId(random.nextLong(), random.nextLong()));
    }

    private static String text(Random random) {
        return random.ints(random.nextInt(12), 0x20, 0x2fff)
                .filter(Character::isDefined)
                .filter(c -> c != '/')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static ByteString bytes(Random random) {
        var bytes = new byte[random.nextInt(300)];
        random.nextBytes(bytes);
        return ByteString.copyFrom(bytes);
    }
}
