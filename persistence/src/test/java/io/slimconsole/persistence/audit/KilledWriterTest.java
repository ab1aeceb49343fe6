package io.slimconsole.persistence.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.persistence.audit.block.ActivityBlock;
import io.slimconsole.persistence.audit.block.MessageBlock;
import io.slimconsole.persistence.audit.seal.AuditKeys;
import io.slimconsole.persistence.audit.store.AuditFile;
import io.slimconsole.persistence.audit.store.AuditStore;
import io.slimconsole.persistence.audit.store.Room;
import io.slimconsole.persistence.audit.store.Segment;
import io.slimconsole.persistence.disk.DiskJournal;
import io.slimconsole.persistence.disk.H2;
import io.slimconsole.persistence.disk.KillReplay;
import io.slimconsole.persistence.disk.RecordingDisk;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;

/// What is left of the log's file when its process is killed, and how large it becomes; a commit after the other, without a clock.
@Timeout(180)
final class KilledWriterTest {
    private static final long COMMIT_MICROS = 250_000;

    /// All that the log stores, in its order.
    private static final String[] ALL = {
        "SELECT * FROM segment ORDER BY trail, first_sequence",
        "SELECT * FROM block ORDER BY trail, first_sequence",
        "SELECT * FROM block_body ORDER BY trail, first_sequence",
    };

    @TempDir Path folder;

    private static String contents(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String query : ALL) {
                try (var rows = statement.executeQuery(query)) {
                    int columns = rows.getMetaData().getColumnCount();
                    while (rows.next()) {
                        for (int i = 1; i <= columns; i++) {
                            Object cell = rows.getObject(i);
                            digest.update(
                                    cell instanceof byte[] bytes
                                            ? bytes
                                            : String.valueOf(cell)
                                                    .getBytes(StandardCharsets.UTF_8));
                        }
                    }
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The writer's transactions, four in a second by its own time.
    private static final class Transactions {
        private final AuditStore store;
        private final TrailWriter<MessageBlock> messages;
        private final TrailWriter<ActivityBlock> activity;
        private final MessageIntake messageIntake;
        private final ActivityIntake activityIntake;
        private final FakeSource source = new FakeSource();
        private final RandomMessages next;
        private long now = Micros.of(OpenedLog.NOW);

        Transactions(AuditStore store, Random random) {
            var keys = AuditKeys.fresh(1);
            this.store = store;
            this.messages = new TrailWriter<>(BlockKind.MESSAGES, keys);
            this.activity = new TrailWriter<>(BlockKind.ACTIVITY, keys);
            this.messageIntake = new MessageIntake(messages);
            this.activityIntake = new ActivityIntake(activity);
            this.next = new RandomMessages(random);
        }

        void commit(int newMessages, int newActivity, boolean closeSegment) {
            for (int i = 0; i < newMessages; i++) {
                source.add(next.next());
            }
            source.drain(messageIntake);
            for (int i = 0; i < newActivity; i++) {
                activityIntake.append(AuditLogTest.activity(i));
            }
            now += COMMIT_MICROS;
            var extent = closeSegment ? TrailWriter.Extent.CLOSE_SEGMENT : TrailWriter.Extent.ALL;
            var ends = new TrailEnd[2];
            store.write(
                    transaction -> {
                        ends[0] = messages.write(transaction, now, messages.sealed(), extent);
                        ends[1] =
                                activity.write(
                                        transaction,
                                        now,
                                        activity.sealed(),
                                        TrailWriter.Extent.ALL);
                    });
            messages.adopt(ends[0]);
            activity.adopt(ends[1]);
        }

        void removeOldest() {
            Optional<Segment> oldest =
                    messages.snapshot().segments().stream()
                            .filter(s -> s.end().isPresent() && s.removal().isEmpty())
                            .findFirst();
            var ends = new TrailEnd[1];
            store.write(
                    transaction ->
                            ends[0] =
                                    messages.remove(transaction, oldest.orElseThrow(), now, "old"));
            messages.adopt(ends[0]);
        }

        long bytes() {
            return messages.snapshot().bytes() + activity.snapshot().bytes();
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void whateverTheMomentAllThatWasCommittedIsThere(long seed) throws Exception {
        var random = new Random(seed);
        DiskJournal journal = RecordingDisk.install();
        AuditFile file = AuditFile.in(folder).through(RecordingDisk.NAME);
        var replay = new KillReplay(journal, KilledWriterTest::contents);
        long largest = 0;
        // room is freed often, and the file compacted too
        try (var store = AuditStore.open(file, new Room(5, 100_000));
                Connection beside =
                        DriverManager.getConnection(
                                H2.url(RecordingDisk.NAME, file.path()), H2.USER, H2.PASSWORD)) {
            var transactions = new Transactions(store, random);
            replay.committed(beside);
            for (int i = 1; i <= 240; i++) {
                boolean close = i % 60 == 0;
                transactions.commit(random.nextInt(12), random.nextInt(2), close);
                replay.committed(beside);
                if (close && i > 60) {
                    transactions.removeOldest();
                    replay.committed(beside);
                }
                largest = Math.max(largest, Files.size(file.path()));
            }
        }

        assertThat(replay.look(0.25, random)).isGreaterThan(200);
        assertThat(journal.bytes()).as("room was used again").isGreaterThan(4 * largest);
    }

    @Test
    void aQuietLogStaysSmallThroughAnHourInWhichItIsOpen() {
        var file = AuditFile.in(folder);
        long spare = 2 << 20;
        long worst = 0;
        try (var store = AuditStore.open(file, new Room(40, spare))) {
            var transactions = new Transactions(store, new Random(3));
            for (int i = 0; i < Duration.ofHours(1).toMillis() * 1_000 / COMMIT_MICROS; i++) {
                transactions.commit(5, i % 20 == 0 ? 1 : 0, false);
                worst = Math.max(worst, size(file) - 2 * transactions.bytes());
            }
        }

        // what forty commits leave behind comes on top
        assertThat(worst).isLessThan(spare + (6 << 20));
    }

    private static long size(AuditFile file) {
        try {
            return Files.size(file.path());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
