package io.slimconsole.persistence.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.node.ConnectionId;
import io.slimconsole.node.feed.FeedLevel;
import io.slimconsole.tests.kit.ManualClock;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

@Timeout(120)
final class AuditLogTest {
    @TempDir Path folder;

    private final RandomMessages messages = new RandomMessages(new Random(7));

    static Activity activity(int number) {
        return Activity.of(
                        OpenedLog.NOW.plusSeconds(number),
                        number % 3 == 0 ? ActivityKind.JOINED : ActivityKind.OPERATOR,
                        "operator",
                        "org/ns/app" + number % 5,
                        "Something of number " + number)
                .withConnection(new ConnectionRef(1, new ConnectionId(1 + number % 4)))
                .withSession(number % 2)
                .with("before", "a" + number)
                .with("after", "ä" + number);
    }

    @Test
    void activityIsFoundByWhatItIs() {
        try (var opened = new OpenedLog(folder)) {
            for (int i = 1; i <= 500; i++) {
                opened.log.record(i % 7 == 0 ? activity(i).failed() : activity(i));
            }
            opened.await(0, 500);

            List<ActivityEntry> all = opened.find(ActivityFilter.ALL);
            assertThat(all).hasSize(500);
            assertThat(all.getLast()).isEqualTo(activity(1).entry(1));
            assertThat(opened.log.activity().entry(14)).contains(activity(14).failed().entry(14));
            assertThat(
                            opened.find(
                                    new ActivityFilter(
                                            TimeRange.ALL,
                                            Set.of(ActivityKind.JOINED),
                                            "oper*",
                                            "org/ns/app3",
                                            "",
                                            Optional.empty(),
                                            java.util.OptionalInt.of(1),
                                            Optional.of(true),
                                            "NUMBER 3")))
                    .extracting(ActivityEntry::sequence)
                    .containsExactly(393L, 363L, 333L, 303L, 33L, 3L);
        }
    }

    @Test
    void aRunWithoutMessagesCountsAsWell() {
        try (var opened = new OpenedLog(folder)) {
            opened.source.begin(3);
            opened.log.record(activity(1));
            opened.await(0, 1);
        }

        assertThat(AuditLog.lastRun(folder)).isEqualTo(3);
    }

    @Test
    void whatIsLeftOutIsNotRecorded() {
        var rules =
                new AuditRules(
                        new Recording.Sampled(10),
                        List.of("org/ns1/*"),
                        Set.of(ActivityKind.Group.OPERATOR),
                        Set.of(),
                        AuditRules.DEFAULTS.keepMessages(),
                        AuditRules.DEFAULTS.keepActivity());
        try (var opened =
                new OpenedLog(folder, rules, new ManualClock(OpenedLog.NOW), WriterHooks.NONE)) {
            assertThat(opened.source.level()).isEqualTo(new FeedLevel.Sampled(10));
            List<MessageEntry> wanted = new java.util.ArrayList<>();
            for (int i = 0; i < 300; i++) {
                MessageEntry next = messages.next();
                opened.source.add(next);
                if (!isOf("org/ns1/", next.source()) && !isOf("org/ns1/", next.destination())) {
                    wanted.add(next);
                }
            }
            for (int i = 1; i <= 9; i++) {
                opened.log.record(activity(i));
            }
            opened.await(wanted.size(), 6);

            assertThat(opened.find(MessageFilter.ALL))
                    .usingRecursiveFieldByFieldElementComparatorIgnoringFields("sequence")
                    .isEqualTo(wanted.reversed());
            assertThat(opened.find(ActivityFilter.ALL))
                    .extracting(ActivityEntry::kind)
                    .containsOnly(ActivityKind.OPERATOR);
        }
    }

    private static boolean isOf(String prefix, Optional<AuditName> name) {
        return name.filter(n -> n.prefix().startsWith(prefix)).isPresent();
    }

    @Test
    void changedRulesHoldAtOnceAndAreRecorded() {
        try (var opened = new OpenedLog(folder)) {
            assertThat(opened.source.level()).isEqualTo(new FeedLevel.All());
            AuditRules before = opened.log.rules();

            opened.log.rules(
                    new AuditRules(
                            new Recording.Off(),
                            before.leftOut(),
                            before.activity(),
                            before.contentOf(),
                            before.keepMessages(),
                            before.keepActivity()));

            assertThat(opened.source.level()).isEqualTo(new FeedLevel.Off());
            assertThat(opened.find(ActivityFilter.ALL))
                    .singleElement()
                    .satisfies(
                            entry -> {
                                assertThat(entry.kind()).isEqualTo(ActivityKind.RULES_CHANGED);
                                assertThat(entry.facts())
                                        .containsEntry("before", "messages: all")
                                        .containsEntry("after", "messages: none");
                            });
        }
    }

    @Test
    void aTimelineCountsWhatWasFound() {
        try (var opened = new OpenedLog(folder)) {
            for (int i = 0; i < 10_000; i++) {
                opened.source.add(messages.next());
            }
            opened.await(10_000, 0);

            try (var finding = opened.log.messages().find(MessageFilter.ALL)) {
                OpenedLog.awaitEnd(finding);
                Timeline timeline = finding.timeline(TimeRange.ALL, 50);

                assertThat(timeline.buckets()).hasSize(50);
                List<MessageEntry> all =
                        OpenedLog.all(opened.log.messages().find(MessageFilter.ALL));
                assertThat(timeline.buckets().stream().mapToLong(Timeline.Bucket::succeeded).sum())
                        .isEqualTo(
                                all.stream()
                                        .filter(e -> e.outcome() == MessageOutcome.DELIVERED)
                                        .count());
                Duration width =
                        Duration.between(timeline.range().from(), timeline.range().to())
                                .dividedBy(50);
                TimeRange third =
                        new TimeRange(
                                timeline.range().from().plus(width.multipliedBy(3)),
                                timeline.range().from().plus(width.multipliedBy(4)));
                Timeline.Bucket bucket = timeline.buckets().get(3);
                assertThat(bucket.succeeded() + bucket.failed())
                        .isCloseTo(
                                all.stream().filter(e -> third.contains(e.at())).count(),
                                org.assertj.core.data.Offset.offset(2L));
            }
        }
    }

    @Test
    void whoFollowsATrailLooksOnlyAtWhatIsNew() {
        try (var opened = new OpenedLog(folder)) {
            List<MessageEntry> all = new java.util.ArrayList<>();
            for (int i = 0; i < 6_000; i++) {
                all.add(messages.next());
                opened.source.add(all.getLast());
            }
            opened.await(6_000, 0);

            assertThat(OpenedLog.all(opened.log.messages().find(MessageFilter.ALL, 4_000, 4_500)))
                    .isEqualTo(all.subList(4_000, 4_500).reversed());
        }
    }

    @Test
    void listenersHearOfStoredEntries() {
        try (var opened = new OpenedLog(folder)) {
            var heard = new AtomicInteger();
            var registration = opened.log.listen(heard::incrementAndGet);

            opened.log.record(activity(1));
            OpenedLog.await(() -> heard.get() > 0 && opened.log.status().activity().entries() == 1);

            registration.close();
        }
    }

    @Test
    void contentIsSealedAndReadBackAtItsEntryOnly() throws Exception {
        try (var opened = new OpenedLog(folder)) {
            byte[] secret =
                    "a secret of the channel".getBytes(java.nio.charset.StandardCharsets.UTF_8);
            for (int i = 0; i < 2; i++) {
                opened.log.record(
                        Activity.of(
                                OpenedLog.NOW,
                                ActivityKind.CONTENT,
                                "org/ns/app1",
                                "org/ns/channel",
                                "A message"),
                        secret.clone());
                opened.await(0, i == 0 ? 1 : 3);
                if (i == 0) {
                    opened.log.rotateKeys();
                    opened.await(0, 2);
                }
            }

            List<ActivityEntry> entries = opened.find(ActivityFilter.ALL);
            ActivityEntry second = entries.getFirst();
            ActivityEntry first = entries.getLast();
            assertThat(opened.log.content(first))
                    .hasValueSatisfying(b -> assertThat(b).isEqualTo(secret));
            assertThat(opened.log.content(second))
                    .hasValueSatisfying(b -> assertThat(b).isEqualTo(secret));
            var elsewhere =
                    new ActivityEntry(
                            first.sequence(),
                            first.at(),
                            ActivityKind.OPERATOR,
                            first.actor(),
                            first.subject(),
                            first.connection(),
                            first.session(),
                            first.success(),
                            first.text(),
                            first.facts());
            assertThat(opened.log.content(elsewhere)).isEmpty();
            assertThat(opened.log.verify(_ -> {}, () -> false).faults()).isEmpty();
        }
        assertThat(
                        new String(
                                Files.readAllBytes(folder.resolve("audit.mv.db")),
                                java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("a secret of the channel");
    }

    @Test
    void keysUnderAPassphraseWaitForIt() throws Exception {
        try (var opened = new OpenedLog(folder)) {
            opened.log.record(activity(1));
            opened.await(0, 1);
            opened.log.protectKeys(Optional.of("open sesame".toCharArray()));
            opened.await(0, 2);
        }
        try (var opened = new OpenedLog(folder)) {
            assertThat(opened.log.status().trouble().orElseThrow().text()).contains("passphrase");
            assertThat(opened.log.status().isLocked()).isTrue();
            assertThat(opened.log.keys()).isEmpty();
            opened.log.record(activity(2));

            assertThat(opened.log.unlock("sesame".toCharArray())).isFalse();
            assertThat(opened.log.status().isLocked()).isTrue();
            assertThat(opened.log.unlock("open sesame".toCharArray())).isTrue();

            assertThat(opened.log.status().trouble()).isEmpty();
            OpenedLog.await(() -> opened.log.activity().newest() == 6);
            List<ActivityEntry> entries = opened.find(ActivityFilter.ALL);
            assertThat(entries)
                    .extracting(ActivityEntry::kind)
                    .startsWith(ActivityKind.GAP, ActivityKind.OPERATOR, ActivityKind.OPERATOR);
            assertThat(entries.subList(1, 3))
                    .extracting(ActivityEntry::success)
                    .containsExactly(true, false);
            assertThat(entries.toString()).doesNotContain("sesame");
        }
    }

    @Test
    void tellsOfItsKeysWhatMayBeKnown() throws Exception {
        try (var opened = new OpenedLog(folder)) {
            opened.log.record(activity(1));
            opened.await(0, 1);
            KeyStatus first = opened.log.keys().orElseThrow();
            assertThat(first.generation()).isEqualTo(1);
            assertThat(first.since()).contains(OpenedLog.NOW);
            assertThat(first.underPassphrase()).isFalse();

            opened.log.protectKeys(Optional.of("open sesame".toCharArray()));
            opened.log.rotateKeys();
            opened.await(0, 3);
            KeyStatus second = opened.log.keys().orElseThrow();
            assertThat(second.generation()).isEqualTo(2);
            assertThat(second.fingerprint()).isNotEqualTo(first.fingerprint());
            assertThat(second.underPassphrase()).isTrue();

            assertThat(opened.log.unlock("anything".toCharArray()))
                    .as("nothing to unlock")
                    .isTrue();
            opened.log.rotateKeys();
            opened.await(0, 4);
        }
        try (var opened = new OpenedLog(folder)) {
            assertThat(opened.log.unlock("open sesame".toCharArray())).isTrue();
            assertThat(opened.log.keys().orElseThrow().generation()).isEqualTo(3);
            opened.log.protectKeys(Optional.empty());
            assertThat(opened.log.keys().orElseThrow().underPassphrase()).isFalse();
        }
        try (var opened = new OpenedLog(folder)) {
            assertThat(opened.log.status().isLocked()).isFalse();
        }
    }
}
