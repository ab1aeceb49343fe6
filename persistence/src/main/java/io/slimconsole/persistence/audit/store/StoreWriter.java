package io.slimconsole.persistence.audit.store;

import io.slimconsole.persistence.audit.block.EncodedBlock;
import io.slimconsole.persistence.audit.seal.Sealed;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// The changes of one transaction.
public final class StoreWriter {
    private static final String ADD_BLOCK =
            """
            INSERT INTO block (trail, first_sequence, segment, head, body_bytes, mac,
                sealed_sequence, sealed_mac)
            VALUES (:trail, :first, :segment, :head, :bytes, :mac, :sealed, :sealedMac)
            """;

    private static final String ADD_BODY =
            """
            INSERT INTO block_body (trail, first_sequence, body)
            VALUES (:trail, :first, :body)
            """;

    private static final String DELETE_BLOCKS =
            """
            DELETE FROM block
            WHERE trail = :trail AND first_sequence BETWEEN :from AND :to
            """;

    private static final String DELETE_BODIES =
            """
            DELETE FROM block_body
            WHERE trail = :trail AND first_sequence BETWEEN :from AND :to
            """;

    private static final String DELETE_CONTENT =
            """
            DELETE FROM content
            WHERE sequence BETWEEN :from AND :to
            """;

    private static final String ADD_CONTENT =
            """
            INSERT INTO content (sequence, generation, sealed)
            VALUES (:sequence, :generation, :sealed)
            """;

    private static final String STORE_SEGMENT =
            """
            MERGE INTO segment (trail, first_sequence, generation, begun_us, start_mac,
                last_sequence, blocks, bytes, from_us, to_us, final_mac, signature,
                removed_us, removed_why, stub_signature)
            KEY (trail, first_sequence)
            VALUES (:trail, :first, :generation, :begun, :startMac,
                :last, :blocks, :bytes, :from, :to, :finalMac, :signature,
                :removed, :why, :stub)
            """;

    private final Handle handle;
    private final PreparedBatch blocks;
    private final PreparedBatch bodies;

    StoreWriter(Handle handle) {
        this.handle = handle;
        this.blocks = handle.prepareBatch(ADD_BLOCK);
        this.bodies = handle.prepareBatch(ADD_BODY);
    }

    /// After all deletions of the transaction.
    public void add(TrailId trail, EncodedBlock block, StoredBlock row) {
        blocks.bind("trail", trail.code())
                .bind("first", row.first())
                .bind("segment", row.segment())
                .bind("head", block.head())
                .bind("bytes", block.body().length)
                .bind("mac", row.mac())
                .bindByType("sealed", orNull(row.sealed().map(Sealed::sequence)), Long.class)
                .bindByType("sealedMac", orNull(row.sealed().map(Sealed::mac)), byte[].class)
                .add();
        bodies.bind("trail", trail.code())
                .bind("first", row.first())
                .bind("body", block.body())
                .add();
    }

    /// At the end of the transaction.
    void finish() {
        if (blocks.size() > 0) {
            blocks.execute();
            bodies.execute();
        }
    }

    /// Blocks whose first entry is in the range, which includes both ends.
    public void deleteBlocks(TrailId trail, long from, long to) {
        for (String statement : new String[] {DELETE_BLOCKS, DELETE_BODIES}) {
            handle.createUpdate(statement)
                    .bind("trail", trail.code())
                    .bind("from", from)
                    .bind("to", to)
                    .execute();
        }
    }

    public void deleteContent(long from, long to) {
        handle.createUpdate(DELETE_CONTENT).bind("from", from).bind("to", to).execute();
    }

    public void addContent(long sequence, int generation, byte[] sealed) {
        handle.createUpdate(ADD_CONTENT)
                .bind("sequence", sequence)
                .bind("generation", generation)
                .bind("sealed", sealed)
                .execute();
    }

    public void store(Segment segment) {
        var end = segment.end();
        var removal = segment.removal();
        handle.createUpdate(STORE_SEGMENT)
                .bind("trail", segment.trail().code())
                .bind("first", segment.first())
                .bind("generation", segment.generation())
                .bind("begun", segment.begun())
                .bind("startMac", segment.startMac())
                .bindByType("last", orNull(end.map(Segment.End::last)), Long.class)
                .bindByType("blocks", orNull(end.map(Segment.End::blocks)), Integer.class)
                .bindByType("bytes", orNull(end.map(Segment.End::bytes)), Long.class)
                .bindByType("from", orNull(end.map(Segment.End::from)), Long.class)
                .bindByType("to", orNull(end.map(Segment.End::to)), Long.class)
                .bindByType("finalMac", orNull(end.map(Segment.End::finalMac)), byte[].class)
                .bindByType("signature", orNull(end.map(Segment.End::signature)), byte[].class)
                .bindByType("removed", orNull(removal.map(Segment.Removal::at)), Long.class)
                .bindByType("why", orNull(removal.map(Segment.Removal::why)), String.class)
                .bindByType("stub", orNull(removal.map(Segment.Removal::signature)), byte[].class)
                .execute();
    }

    private static <T> @Nullable T orNull(Optional<T> value) {
        return value.orElse(null);
    }
}
