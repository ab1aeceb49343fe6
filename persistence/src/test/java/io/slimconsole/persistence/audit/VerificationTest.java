package io.slimconsole.persistence.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.persistence.audit.Verification.Fault;
import io.slimconsole.persistence.audit.store.StoredBlock;
import io.slimconsole.persistence.audit.store.TrailId;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;

@Timeout(120)
final class VerificationTest {
    private static final int COUNT = 13_000;

    /// Where the second block begins, the third one, and the small ones at the end.
    private long second;

    private long third;
    private long tail;

    @TempDir Path folder;

    @BeforeEach
    void recordSome() {
        var messages = new RandomMessages(new Random(3));
        try (var opened = new OpenedLog(folder)) {
            for (int i = 0; i < COUNT; i++) {
                opened.source.add(messages.next());
            }
            for (int i = 1; i <= 20; i++) {
                opened.log.record(AuditLogTest.activity(i));
            }
            opened.await(COUNT, 20);
            List<StoredBlock> blocks = opened.log.blocks(TrailId.MESSAGES);
            second = blocks.get(1).first();
            third = blocks.get(2).first();
            tail =
                    blocks.stream()
                            .filter(block -> block.header().tail())
                            .findFirst()
                            .orElseThrow()
                            .first();
        }
    }

    private Verification verify() {
        try (var opened = new OpenedLog(folder)) {
            long before = opened.log.activity().newest();
            Verification found = opened.log.verify(_ -> {}, () -> false);
            OpenedLog.await(() -> opened.log.activity().newest() > before);
            assertThat(
                            opened.log
                                    .activity()
                                    .entry(opened.log.activity().newest())
                                    .orElseThrow()
                                    .success())
                    .isEqualTo(found.sound());
            return found;
        }
    }

    private Fault fault() {
        return verify().faults().getFirst();
    }

    @Test
    void nothingIsFoundWhereNothingWasChanged() {
        assertThat(verify().faults()).isEmpty();
        assertThat(verify().entries()).isEqualTo(COUNT + 21);
    }

    @Test
    void anEditedEntryIsNamed() throws SQLException {
        // the tags are at the end, two bytes each: this one is of the 10th entry from the end
        Tampering.flip(folder, second, 20);
        assertThat(fault())
                .isEqualTo(
                        new Fault(
                                "messages",
                                third - 10,
                                "entry %d was changed".formatted(third - 10)));

        Tampering.flip(folder, second, 20);
        assertThat(verify().faults()).isEmpty();
    }

    @Test
    void anEditedEntryOfTheTailIsNamedAndNeverSealedAnew() throws SQLException {
        Tampering.flip(folder, tail, 1);
        Fault first = fault();
        assertThat(first.sequence()).isBetween(tail, (long) COUNT);

        assertThat(fault()).isEqualTo(first);
    }

    @Test
    void eachByteOfABlockCounts() throws SQLException {
        byte[] body = Tampering.body(folder, second);
        var random = new Random(11);
        for (int i = 0; i < 12; i++) {
            byte[] changed = body.clone();
            changed[random.nextInt(body.length)] ^= (byte) (1 + random.nextInt(255));
            Tampering.store(folder, second, changed);

            assertThat(fault().sequence()).isBetween(second, third - 1);
        }
    }

    @Test
    void deletedEntriesAreNamed() throws SQLException {
        Tampering.execute(
                folder,
                "DELETE FROM block WHERE trail = 0 AND first_sequence = " + second,
                "DELETE FROM block_body WHERE trail = 0 AND first_sequence = " + second);

        assertThat(fault())
                .isEqualTo(
                        new Fault(
                                "messages",
                                second,
                                "entries %d to %d are missing".formatted(second, third - 1)));
    }

    @Test
    void deletedBodiesAreNamed() throws SQLException {
        Tampering.execute(
                folder, "DELETE FROM block_body WHERE trail = 0 AND first_sequence = " + second);

        assertThat(fault().sequence()).isEqualTo(second);
    }

    @Test
    void exchangedBlocksAreNamed() throws SQLException {
        byte[] body = Tampering.body(folder, second);
        Tampering.store(folder, second, Tampering.body(folder, third));
        Tampering.store(folder, third, body);

        assertThat(fault().sequence()).isEqualTo(second);
    }

    @Test
    void aRepeatedBlockIsNamed() throws SQLException {
        Tampering.execute(
                folder,
                """
                INSERT INTO block SELECT trail, %d, segment, head, body_bytes, mac,
                    sealed_sequence, sealed_mac
                FROM block WHERE trail = 0 AND first_sequence = %d
                """
                        .formatted(second + 7, second));

        assertThat(fault().sequence()).isEqualTo(second + 7);
    }

    @Test
    void aCutOffEndIsNamedAndItsNumbersAreNotGivenAgain() throws SQLException {
        Tampering.execute(
                folder,
                "DELETE FROM block WHERE trail = 0 AND first_sequence >= " + tail,
                "DELETE FROM block_body WHERE trail = 0 AND first_sequence >= " + tail);

        assertThat(fault())
                .isEqualTo(
                        new Fault(
                                "messages",
                                tail,
                                "entries %d to %d were cut off".formatted(tail, COUNT)));

        var messages = new RandomMessages(new Random(5));
        try (var opened = new OpenedLog(folder)) {
            opened.source.add(messages.next());
            OpenedLog.await(() -> opened.log.messages().newest() == COUNT + 1);
        }
        assertThat(fault())
                .isEqualTo(
                        new Fault(
                                "messages",
                                tail,
                                "entries %d to %d are missing".formatted(tail, COUNT)));
    }

    @Test
    void aChangedHeaderIsNamedAndTheLogOpensAllTheSame() throws SQLException {
        Tampering.execute(
                folder,
                "UPDATE block SET head = X'00' WHERE trail = 0 AND first_sequence = " + second);

        assertThat(fault().sequence()).isEqualTo(second);
        try (var opened = new OpenedLog(folder)) {
            assertThat(opened.find(MessageFilter.ALL)).hasSize((int) (COUNT - (third - second)));
        }
    }

    @Test
    void aChangedSealIsSaid() throws Exception {
        Path seal = folder.resolve("audit.seal");
        String text = Files.readString(seal);
        Files.writeString(seal, text.replaceFirst("messages \\d+", "messages 5"));

        // opening records it, and seals anew
        try (var opened = new OpenedLog(folder)) {
            OpenedLog.await(() -> opened.log.activity().newest() == 21);
            assertThat(opened.find(ActivityFilter.ALL).getFirst().text())
                    .contains("was changed, or is of another log");
        }
    }

    @Test
    void aSealThatIsDeletedWhileTheLogIsOpenIsSaid() throws Exception {
        try (var opened = new OpenedLog(folder)) {
            Files.delete(folder.resolve("audit.seal"));

            assertThat(opened.log.verify(_ -> {}, () -> false).faults())
                    .extracting(Fault::what)
                    .singleElement()
                    .asString()
                    .startsWith("the seal of the newest entries was changed or deleted");
        }
    }

    @Test
    void theActivityHasAChainOfItsOwn() throws SQLException {
        Tampering.execute(folder, "DELETE FROM block WHERE trail = 1");

        List<Fault> faults = verify().faults();
        assertThat(faults).singleElement().extracting(Fault::trail).isEqualTo("activity");
    }
}
