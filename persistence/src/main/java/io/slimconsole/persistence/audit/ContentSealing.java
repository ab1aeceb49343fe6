package io.slimconsole.persistence.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slimconsole.persistence.audit.seal.AuditKeys;
import io.slimconsole.persistence.audit.seal.Generation;
import io.slimconsole.persistence.audit.seal.Signatures;
import io.slimconsole.persistence.audit.store.AuditStore;
import io.slimconsole.persistence.audit.store.StoreWriter;

import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Seals content for the entry that tells of it. Belongs to the writer's thread.
final class ContentSealing implements ActivityIntake.Sealing {
    /// Facts of an entry with content.
    static final String BYTES = "bytes";

    static final String SHA_256 = "sealed-sha256";

    private final List<Waiting> waiting = new ArrayList<>();
    private Optional<Generation> keys = Optional.empty();

    @SuppressWarnings("ArrayRecordComponent") // on its way to the disk, never compared
    private record Waiting(long sequence, int generation, byte[] sealed) {}

    void use(AuditKeys all) {
        keys = Optional.of(all.newest());
    }

    @Override
    public Activity seal(long sequence, Activity activity, byte[] content) {
        Generation by = keys.orElseThrow();
        byte[] sealed = by.contentCipher().seal(content, place(sequence, activity.kind()));
        waiting.add(new Waiting(sequence, by.number(), sealed));
        return activity.with(BYTES, Integer.toString(content.length)).with(SHA_256, hash(sealed));
    }

    static String hash(byte[] sealed) {
        return HexFormat.of().formatHex(Signatures.sha256().digest(sealed));
    }

    void write(StoreWriter transaction) {
        waiting.forEach(
                each -> transaction.addContent(each.sequence, each.generation, each.sealed));
    }

    /// The transaction is through.
    void written() {
        waiting.clear();
    }

    /// @throws GeneralSecurityException if it was changed, or belongs to another entry
    static byte[] open(AuditStore.Content content, AuditKeys keys, ActivityEntry of)
            throws GeneralSecurityException {
        Generation by =
                keys.generation(content.generation())
                        .orElseThrow(
                                () ->
                                        new GeneralSecurityException(
                                                "its key, generation %d, is missing"
                                                        .formatted(content.generation())));
        return by.contentCipher().open(content.sealed(), place(of.sequence(), of.kind()));
    }

    private static byte[] place(long sequence, ActivityKind kind) {
        return "%s activity %d".formatted(kind, sequence).getBytes(UTF_8);
    }
}
