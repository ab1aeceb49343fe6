package io.slimconsole.node.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.ByteString;

import io.netty.buffer.ByteBufUtil;
import io.slimconsole.node.DropReason;
import io.slimconsole.node.kit.SlimClient;
import io.slimconsole.node.kit.Told;
import io.slimconsole.node.name.EncodedName;
import io.slimconsole.node.name.Name;
import io.slimconsole.node.name.NameId;
import io.slimconsole.node.wire.SessionInfo;
import io.slimconsole.node.wire.SlimMessage;
import io.slimconsole.node.wire.proto.StringName;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.LongStream;

final class MessageFeedTest {
    private static final Name ALICE = new Name("org", "ns", "alice", new NameId(7, 1));
    private static final Name BOB = new Name("org", "ns", "bob", new NameId(7, 2));
    private static final SessionInfo DATA = new SessionInfo(2, 1, -5, 77);
    private static final SessionInfo CONTROL = new SessionInfo(2, 12, -5, 78);

    private final MessageFeed feed = all(new MessageFeed(4));

    private static MessageFeed all(MessageFeed feed) {
        feed.level(new FeedLevel.All());
        return feed;
    }

    private static byte[] message(Name from, Name to, SessionInfo session) {
        return ByteBufUtil.getBytes(
                SlimMessage.publish(from, to)
                        .session(session)
                        .payload("text", ByteString.copyFromUtf8("hello"))
                        .build()
                        .encode());
    }

    private static Told.Entry delivered(byte[] message, SessionInfo session, long... to) {
        return new Told.Entry(
                5,
                Optional.of(ALICE.encoded()),
                Optional.of(BOB.encoded()),
                session,
                message.length,
                3,
                LongStream.of(to).boxed().toList(),
                Optional.empty(),
                1,
                1);
    }

    @Test
    void aRecordSaysAllThatTheHeaderSays() {
        byte[] message = message(ALICE, BOB, DATA);

        new FakeLane(feed).receivers(8, 2).delivers(3, message).handsOver();

        var told = Told.by(feed);
        assertThat(told.entries()).containsExactly(delivered(message, DATA, 8, 9));
        assertThat(told.names())
                .containsExactly(Name.of("org", "ns", "alice"), Name.of("org", "ns", "bob"));
    }

    @Test
    void itsTimesAreThoseOfReadingAndHandingOver() {
        long before = micros();
        var lane = new FakeLane(feed).receivers(8, 1).delivers(3, message(ALICE, BOB, DATA));
        long between = micros();
        lane.handsOver();
        long after = micros();

        var times = new ArrayList<Long>();
        feed.drain(
                new Records(
                        record -> {
                            times.add(record.timeIn());
                            times.add(record.timeOut());
                        }));

        assertThat(times.getFirst()).isBetween(before, between);
        assertThat(times.getLast()).isBetween(between, after);
    }

    private static long micros() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
    }

    @Test
    void namesThatComeAgainAreTheSame() {
        byte[] there = message(ALICE, BOB, DATA);
        byte[] back = message(BOB, ALICE, DATA);
        byte[] other = message(ALICE, BOB.withId(new NameId(7, 3)), DATA);
        var lane = new FakeLane(feed).receivers(8, 1);

        lane.delivers(3, there).delivers(3, there).delivers(4, back).delivers(3, there);
        lane.drops(3, new byte[] {1}, DropReason.MALFORMED).delivers(3, there);
        lane.delivers(3, other).loses(8, 1, 1).delivers(3, other).handsOver();
        lane.delivers(3, other).handsOver();

        assertThat(Told.by(feed).entries())
                .extracting(entry -> entry.destination().map(EncodedName::id))
                .containsExactly(
                        Optional.of(new NameId(7, 2)),
                        Optional.of(new NameId(7, 2)),
                        Optional.of(new NameId(7, 1)),
                        Optional.of(new NameId(7, 2)),
                        Optional.empty(),
                        Optional.of(new NameId(7, 2)),
                        Optional.of(new NameId(7, 3)),
                        Optional.empty(),
                        Optional.of(new NameId(7, 3)),
                        Optional.of(new NameId(7, 3)));
    }

    @Test
    void aFanOutNamesEachReceiver() {
        byte[] message = message(ALICE, BOB, DATA);

        new FakeLane(feed).receivers(1_000, 200).delivers(3, message).handsOver();

        var to = Told.by(feed).entries().getFirst().to();
        assertThat(to)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(1_000, 1_200).boxed().toList());
    }

    @Test
    void whatIsDroppedSaysWhy() {
        byte[] message = message(ALICE, BOB, DATA);
        var lane = new FakeLane(feed);

        for (DropReason reason : DropReason.values()) {
            if (reason != DropReason.RECEIVER_GONE) {
                lane.drops(3, message, reason);
            }
        }
        lane.loses(9, 70_000, 2_000_000).handsOver();

        var told = Told.by(feed).entries();
        assertThat(told)
                .extracting(entry -> entry.dropped().orElseThrow())
                .containsExactly(DropReason.values());
        assertThat(told.getFirst().session()).isEqualTo(DATA);
        assertThat(told.getLast())
                .isEqualTo(
                        new Told.Entry(
                                5,
                                Optional.empty(),
                                Optional.empty(),
                                new SessionInfo(0, 0, 0, 0),
                                2_000_000,
                                0,
                                List.of(9L),
                                Optional.of(DropReason.RECEIVER_GONE),
                                70_000,
                                1));
    }

    @Test
    void nothingIsToldBeforeItIsHandedOver() {
        var lane = new FakeLane(feed).receivers(8, 1).delivers(3, message(ALICE, BOB, DATA));

        assertThat(Told.by(feed).entries()).isEmpty();
        lane.handsOver();
        assertThat(Told.by(feed).entries()).hasSize(1);
        assertThat(Told.by(feed).entries()).isEmpty();
    }

    @Test
    void aFeedIsOffAtFirst() {
        var off = new MessageFeed(0);

        new FakeLane(off).receivers(8, 1).delivers(3, message(ALICE, BOB, CONTROL)).handsOver();

        assertThat(Told.by(off).entries()).isEmpty();
        assertThat(off.lost()).isZero();
    }

    @Test
    void controlOnlyLeavesOutDataThatArrives() {
        feed.level(new FeedLevel.ControlOnly());
        var repeated = new SessionInfo(2, 4, -5, 79);
        var acknowledged = new SessionInfo(2, 2, -5, 77);

        var lane = new FakeLane(feed).receivers(8, 1);
        for (var session : List.of(DATA, CONTROL, repeated, acknowledged)) {
            lane.delivers(3, message(ALICE, BOB, session));
        }
        lane.drops(3, message(ALICE, BOB, DATA), DropReason.NO_ROUTE).handsOver();

        assertThat(Told.by(feed).entries())
                .extracting(Told.Entry::session)
                .containsExactly(CONTROL, acknowledged, DATA);
    }

    @Test
    void aSampleStandsForAllThatItWasTakenFrom() {
        feed.level(new FeedLevel.Sampled(10));

        var lane = new FakeLane(feed).receivers(8, 1);
        for (int i = 0; i < 100; i++) {
            lane.delivers(3, message(ALICE, BOB, DATA)).delivers(3, message(ALICE, BOB, CONTROL));
        }
        lane.handsOver();

        var told = Told.by(feed).entries();
        assertThat(told).filteredOn(it -> it.session().equals(CONTROL)).hasSize(100);
        assertThat(told)
                .filteredOn(it -> it.session().equals(DATA))
                .hasSize(10)
                .allMatch(it -> it.sampled() == 10);
        assertThat(told).extracting(Told.Entry::sampled).containsOnly(1, 10);
    }

    @Test
    void aLevelMayChangeAtAnyTime() {
        var lane = new FakeLane(feed).receivers(8, 1);
        byte[] data = message(ALICE, BOB, DATA);

        feed.level(new FeedLevel.Sampled(1_000));
        lane.delivers(3, data).delivers(3, data);
        feed.level(new FeedLevel.Sampled(2));
        lane.delivers(3, data).delivers(3, data);
        feed.level(new FeedLevel.Off());
        lane.delivers(3, data).handsOver();
        feed.level(new FeedLevel.All());
        lane.delivers(3, data).handsOver();

        assertThat(Told.by(feed).entries())
                .extracting(Told.Entry::sampled)
                .containsExactly(1_000, 2, 1);
    }

    @Test
    void whatFindsNoRoomIsCounted() {
        var small = all(new MessageFeed(0, 64));
        var lane = new FakeLane(small).receivers(8, 1);

        for (int i = 0; i < 1_000; i++) {
            byte[] message = message(i % 2 == 0 ? ALICE : BOB, BOB, new SessionInfo(1, 1, 1, i));
            lane.delivers(3, message).handsOver();
        }

        var told = Told.by(small).entries();
        assertThat(told).hasSizeBetween(32, 128);
        assertThat(told.size() + small.lost()).isEqualTo(1_000);
        assertThat(told.getLast().session().messageId()).isEqualTo(told.size() - 1);
        lane.delivers(3, message(ALICE, BOB, DATA)).handsOver();
        assertThat(Told.by(small).entries()).hasSize(1);
    }

    @Test
    void aFanOutWithoutRoomIsLostAsAWhole() {
        var small = all(new MessageFeed(0, 64));
        var lane = new FakeLane(small).receivers(8, 2_000);

        lane.delivers(3, message(ALICE, BOB, DATA)).receivers(8, 1);
        lane.delivers(3, message(ALICE, BOB, CONTROL)).handsOver();

        assertThat(Told.by(small).entries())
                .extracting(Told.Entry::session)
                .containsExactly(CONTROL);
        assertThat(small.lost()).isOne();
    }

    @Test
    void aNameIsToldOnce() {
        var lane = new FakeLane(feed).receivers(8, 1);

        lane.delivers(3, message(ALICE, BOB, DATA)).handsOver();
        lane.delivers(3, message(BOB, ALICE.withId(NameId.NULL_COMPONENT), DATA)).handsOver();

        assertThat(Told.by(feed).names())
                .containsExactly(Name.of("org", "ns", "alice"), Name.of("org", "ns", "bob"));
    }

    @Test
    void stringsOfALiarAreNotBelievedAndKeepNobodyFromTellingTheTruth() {
        var lie = SlimClient.publish(ALICE, BOB, 1, new byte[10]).toBuilder();
        lie.getPublishBuilder()
                .getHeaderBuilder()
                .getSourceBuilder()
                .setStrName(
                        StringName.newBuilder()
                                .setStrComponent0("org")
                                .setStrComponent1("ns")
                                .setStrComponent2("carol"));
        var lane = new FakeLane(feed).receivers(8, 1);

        lane.delivers(3, lie.build().toByteArray()).handsOver();
        var first = Told.by(feed).names();
        lane.delivers(3, message(ALICE, BOB, DATA)).handsOver();
        var then = Told.by(feed).names();

        assertThat(first).containsExactly(Name.of("org", "ns", "bob"));
        assertThat(then).containsExactly(Name.of("org", "ns", "alice"));
    }

    @Test
    void moreNamesThanAnyoneReadsAreToldLater() {
        var lane = new FakeLane(feed).receivers(8, 1);
        for (int i = 0; i < 5_000; i++) {
            lane.delivers(3, message(Name.of("org", "ns", "n" + i), BOB, DATA)).handsOver();
        }
        int waiting = Told.by(feed).names().size();

        lane.delivers(3, message(Name.of("org", "ns", "n4999"), BOB, DATA)).handsOver();

        assertThat(waiting).isBetween(500, 1_100);
        assertThat(Told.by(feed).names()).containsExactly(Name.of("org", "ns", "n4999"));
    }

    @Test
    void eachStartOfANodeIsANewRun() {
        var first = new FakeLane(feed).receivers(8, 1).delivers(3, message(ALICE, BOB, DATA));
        first.handsOver().ends();
        int firstRun = feed.run();
        new FakeLane(feed).receivers(8, 1).delivers(3, message(ALICE, BOB, DATA)).handsOver();

        assertThat(Told.by(feed).entries()).extracting(Told.Entry::run).containsExactly(5, 6);
        assertThat(List.of(firstRun, feed.run())).containsExactly(5, 6);
    }

    @Test
    void whatNobodyReadsOfOldRunsIsLost() {
        for (int run = 0; run < 10; run++) {
            new FakeLane(feed)
                    .receivers(8, 1)
                    .delivers(3, message(ALICE, BOB, DATA))
                    .handsOver()
                    .ends();
        }

        var told = Told.by(feed).entries();

        assertThat(told).extracting(Told.Entry::run).containsExactly(12, 13, 14);
        assertThat(feed.lost()).isEqualTo(7);
    }

    @Test
    void aReaderThatFailsGoesOnBehindTheRecordItFailedOn() {
        var lane = new FakeLane(feed).receivers(8, 1);
        for (int i = 0; i < 3; i++) {
            lane.delivers(3, message(ALICE, BOB, new SessionInfo(1, 1, 1, i)));
        }
        lane.handsOver();

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(
                        () ->
                                feed.drain(
                                        new Records(
                                                _ -> {
                                                    throw new IllegalStateException("disk full");
                                                })));

        assertThat(Told.by(feed).entries())
                .extracting(entry -> entry.session().messageId())
                .containsExactly(1, 2);
    }

    /// Every part of each message says which one it is, so that a record made of two would show.
    @Test
    void noRecordIsTornWhileBothSidesWork() {
        int messages = 150_000;
        int kinds = 251;
        var small = all(new MessageFeed(0, 256));
        var bytes = new ArrayList<byte[]>();
        for (int i = 0; i < kinds; i++) {
            bytes.add(message(numbered("s", i), numbered("d", i), new SessionInfo(1, 1, i, ~i)));
        }
        var lane = new FakeLane(small);
        var producer =
                CompletableFuture.runAsync(
                        () -> {
                            for (int i = 0; i < messages; i++) {
                                int kind = i % kinds;
                                if (i % 50 == 0) {
                                    lane.receivers(kind + 1, 1 + i / 50 % 40);
                                }
                                lane.delivers(i, bytes.get(kind));
                                if (i % 7 == 0) {
                                    lane.handsOver();
                                }
                            }
                            lane.handsOver().ends();
                        });

        var reader = new Checker(bytes, kinds);
        while (!producer.isDone()) {
            small.drain(reader);
        }
        producer.join();
        small.drain(reader);

        assertThat(reader.told + small.lost()).isEqualTo(messages);
        assertThat(reader.told).isPositive();
    }

    private static Name numbered(String prefix, int number) {
        return new Name("org", "ns", prefix + number, new NameId(number, ~number));
    }

    private static final class Checker implements MessageSink {
        private final List<byte[]> bytes;
        private final int kinds;
        private final List<EncodedName> sources = new ArrayList<>();
        private final List<EncodedName> destinations = new ArrayList<>();
        private long last = -1;
        private long told;

        Checker(List<byte[]> bytes, int kinds) {
            this.bytes = bytes;
            this.kinds = kinds;
            for (int i = 0; i < kinds; i++) {
                sources.add(numbered("s", i).encoded());
                destinations.add(numbered("d", i).encoded());
            }
        }

        @Override
        public void record(MessageRecord record) {
            long i = record.from();
            int kind = (int) (i % kinds);
            long batch = i / 50 * 50;
            boolean whole =
                    i > last
                            && record.sessionId() == kind
                            && record.messageId() == ~kind
                            && record.bytes() == bytes.get(kind).length
                            && record.source().encoded().equals(sources.get(kind))
                            && record.destination().encoded().equals(destinations.get(kind))
                            && record.receivers() == 1 + batch / 50 % 40
                            && record.timeIn() <= record.timeOut();
            for (int r = 0; r < record.receivers(); r++) {
                long offset = record.receiver(r) - (batch % kinds + 1);
                whole &= offset >= 0 && offset < record.receivers();
            }
            if (!whole) {
                throw new AssertionError("torn: " + i + " after " + last);
            }
            last = i;
            told++;
        }

        @Override
        public void name(EncodedName prefix, Name strings) {
            assertThat(strings.encoded()).isEqualTo(prefix);
        }
    }

    private record Records(Consumer<MessageRecord> each) implements MessageSink {
        @Override
        public void record(MessageRecord record) {
            each.accept(record);
        }

        @Override
        public void name(EncodedName prefix, Name strings) {
            // this test is about records
        }
    }
}
