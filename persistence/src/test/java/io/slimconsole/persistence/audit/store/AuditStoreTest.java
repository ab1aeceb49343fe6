package io.slimconsole.persistence.audit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slimconsole.persistence.audit.store.StoreException.Reason;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

final class AuditStoreTest {
    private static final String NEXT = "classpath:audit-migration-next";

    private static final Segment SEGMENT =
            new Segment(
                    TrailId.ACTIVITY,
                    7,
                    1,
                    1_000_000,
                    new byte[32],
                    Optional.empty(),
                    Optional.empty());

    @TempDir Path folder;

    private AuditFile file;

    @BeforeEach
    void choose() {
        file = AuditFile.in(folder.resolve("data"));
    }

    private static void add(AuditStore store) {
        store.write(transaction -> transaction.store(SEGMENT));
    }

    private static List<Long> firsts(AuditStore store) {
        return store.segments(TrailId.ACTIVITY).stream().map(Segment::first).toList();
    }

    @Test
    void aLogOfAnOlderSchemaIsMigratedAndKeepsWhatItHas() {
        try (var store = AuditStore.open(file)) {
            add(store);
        }
        for (int i = 0; i < 2; i++) {
            try (var store = AuditStore.open(file, NEXT, 2, Room.DEFAULT)) {
                assertThat(firsts(store)).containsExactly(7L);
            }
        }
    }

    @Test
    void aLogOfANewerConsoleIsLeftAlone() throws IOException {
        try (var store = AuditStore.open(file, NEXT, 2, Room.DEFAULT)) {
            add(store);
        }

        byte[] before = Files.readAllBytes(file.path());

        assertThatThrownBy(() -> AuditStore.open(file))
                .asInstanceOf(InstanceOfAssertFactories.type(StoreException.class))
                .satisfies(
                        e -> {
                            assertThat(e.reason()).isEqualTo(Reason.NEWER);
                            assertThat(e)
                                    .hasMessageStartingWith("a newer console wrote the audit log")
                                    .hasMessageContaining("schema 2, known up to 1");
                        });
        assertThat(file.path()).hasBinaryContent(before);
        try (var store = AuditStore.open(file, NEXT, 2, Room.DEFAULT)) {
            assertThat(firsts(store)).containsExactly(7L);
        }
    }

    @Test
    void theReleasedMigrationsAreAsTheyWere() throws IOException {
        Path migrations = Path.of("src/main/resources/io/slimconsole/persistence/audit/migration");

        assertThat(migrations.resolve("V1__trails.sql"))
                .hasSameTextualContentAs(
                        Path.of("src/test/resources/audit-migration-next/V1__trails.sql"));
        try (var files = Files.list(migrations)) {
            assertThat(files).hasSize(AuditStore.SCHEMA);
        }
    }

    @Test
    void aSnapshotStaysAsItWas() {
        try (var store = AuditStore.open(file)) {
            try (var snapshot = store.snapshot()) {
                add(store);

                assertThat(firsts(snapshot)).isEmpty();
                assertThat(firsts(store)).containsExactly(7L);
            }
            try (var snapshot = store.snapshot()) {
                assertThat(firsts(snapshot)).containsExactly(7L);
            }
        }
    }

    @Test
    void aTransactionThatFailsLeavesNothing() {
        try (var store = AuditStore.open(file)) {
            assertThatThrownBy(
                            () ->
                                    store.write(
                                            transaction -> {
                                                transaction.store(SEGMENT);
                                                throw new IllegalStateException("no");
                                            }))
                    .isInstanceOf(StoreException.class);

            assertThat(firsts(store)).isEmpty();
        }
    }
}
