package io.slimconsole.persistence.audit;

import io.slimconsole.persistence.audit.Verification.Fault;
import io.slimconsole.persistence.audit.block.Block;
import io.slimconsole.persistence.audit.block.BlockHeader;
import io.slimconsole.persistence.audit.block.DamagedBlockException;
import io.slimconsole.persistence.audit.seal.AuditKeys;
import io.slimconsole.persistence.audit.seal.Chain;
import io.slimconsole.persistence.audit.seal.Generation;
import io.slimconsole.persistence.audit.seal.Sealed;
import io.slimconsole.persistence.audit.store.AuditStore;
import io.slimconsole.persistence.audit.store.BlockRow;
import io.slimconsole.persistence.audit.store.Segment;
import io.slimconsole.persistence.audit.store.StoreException;

import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongPredicate;

/// Walks along a trail from its first entry, and stops at the first that is not as it was written.
///
/// @param <B> the trail's blocks
final class TrailVerifier<B extends Block<B>> {
    private final BlockKind<B> kind;
    private final AuditStore store;
    private final AuditKeys keys;
    private final Sealed seal;

    private final ContentCheck<B> content;

    /// Sequence that comes next.
    private long expected = 1;

    private byte[] mac = Chain.beginning();
    private long entries;
    private boolean sealSeen;
    private Optional<Fault> fault = Optional.empty();

    /// Looks at the content of a block's entries.
    interface ContentCheck<B> {
        /// Whether a block may have entries with content.
        boolean isWanted(BlockHeader header);

        /// The first row whose content is not as it was written.
        OptionalInt firstBroken(BlockHeader header, B block);
    }

    TrailVerifier(
            BlockKind<B> kind,
            AuditStore store,
            AuditKeys keys,
            Sealed seal,
            ContentCheck<B> content) {
        this.kind = kind;
        this.store = store;
        this.keys = keys;
        this.seal = seal;
        this.content = content;
        this.sealSeen = seal.sequence() == 0;
    }

    long entries() {
        return entries;
    }

    Optional<Fault> fault() {
        return fault;
    }

    /// Walks to the end of what is stored.
    ///
    /// @param goOn hears how many entries were looked at; false ends the walk
    void walk(LongPredicate goOn) {
        List<Segment> segments = store.segments(kind.trail());
        for (int i = 0; i < segments.size() && fault.isEmpty(); i++) {
            Segment segment = segments.get(i);
            boolean last = i == segments.size() - 1;
            begin(segment);
            if (fault.isEmpty() && segment.end().isPresent()) {
                checkSignatures(segment, segment.end().get());
            }
            if (fault.isPresent()) {
                return;
            }
            if (segment.removal().isPresent()) {
                skip(segment.end().orElseThrow());
                continue;
            }
            if (!walk(segment, last ? Long.MAX_VALUE : segments.get(i + 1).first(), goOn)) {
                return;
            }
            if (fault.isEmpty()) {
                end(segment, last);
            }
        }
        if (fault.isEmpty()) {
            checkSeal();
        }
    }

    private void begin(Segment segment) {
        if (segment.first() > expected) {
            missing(expected, segment.first() - 1);
        } else if (segment.first() < expected) {
            broken(segment.first(), "entries were added from %d on".formatted(segment.first()));
        } else if (!MessageDigest.isEqual(segment.startMac(), mac)) {
            broken(segment.first(), "what comes before entry %d was exchanged".formatted(expected));
        }
    }

    private void checkSignatures(Segment segment, Segment.End end) {
        Optional<Generation> by = generation(segment);
        if (by.isEmpty()) {
            return;
        }
        if (!by.get().isSignature(segment.statement(end), end.signature())) {
            broken(
                    segment.first(),
                    "the record of entries %d to %d was changed"
                            .formatted(segment.first(), end.last()));
        }
        segment.removal()
                .ifPresent(
                        removal -> {
                            byte[] statement =
                                    Segment.removalStatement(end, removal.at(), removal.why());
                            if (keys.generations().stream()
                                    .noneMatch(
                                            k -> k.isSignature(statement, removal.signature()))) {
                                broken(
                                        segment.first(),
                                        "entries %d to %d were deleted, and not by retention"
                                                .formatted(segment.first(), end.last()));
                            }
                        });
    }

    private Optional<Generation> generation(Segment segment) {
        Optional<Generation> by = keys.generation(segment.generation());
        if (by.isEmpty()) {
            broken(
                    segment.first(),
                    "the keys of generation %d are missing, so it can't be told whether entries from %d on are as they were written"
                            .formatted(segment.generation(), segment.first()));
        }
        return by;
    }

    private void skip(Segment.End end) {
        mac = end.finalMac();
        expected = end.last() + 1;
        seeSeal(end.last(), Optional.empty());
    }

    /// @return false if the walk was ended
    private boolean walk(Segment segment, long before, LongPredicate goOn) {
        Optional<Generation> by = generation(segment);
        if (by.isEmpty()) {
            return true;
        }
        var chain = new Chain(kind.trail().word(), by.get());
        for (BlockRow row : store.rows(kind.trail(), segment.first(), before)) {
            check(row, segment, chain, by.get());
            if (fault.isPresent()) {
                return true;
            }
            if (!goOn.test(entries)) {
                return false;
            }
        }
        return true;
    }

    private void check(BlockRow row, Segment segment, Chain chain, Generation by) {
        BlockHeader header;
        try {
            header = BlockHeader.decode(row.head(), name -> name);
        } catch (DamagedBlockException e) {
            broken(
                    expected,
                    "the block of entry %d can't be read (%s)".formatted(expected, e.getMessage()));
            return;
        }
        if (row.first() > expected) {
            missing(expected, row.first() - 1);
            return;
        }
        if (row.first() < expected) {
            broken(row.first(), "entries were added from %d on".formatted(row.first()));
            return;
        }
        byte[] body;
        try {
            body = store.body(kind.trail(), row.first()).orElse(new byte[0]);
        } catch (StoreException e) {
            broken(
                    expected,
                    "entries from %d on can't be read: %s".formatted(expected, e.getMessage()));
            return;
        }
        byte[] wanted = chain.next(mac, row.head(), body, row.sealed());
        if (header.first() != row.first()
                || row.segment() != segment.first()
                || !MessageDigest.isEqual(wanted, row.mac())) {
            findBroken(row, header, body, by);
            return;
        }
        checkContent(header, body);
        mac = wanted;
        entries += header.count();
        expected = header.last() + 1;
        seeSeal(header.last(), row.sealed());
    }

    /// Of a block whose MAC doesn't fit.
    private void findBroken(BlockRow row, BlockHeader header, byte[] body, Generation by) {
        if (header.first() != row.first()) {
            broken(row.first(), "the block of entry %d was changed".formatted(row.first()));
            return;
        }
        B readable = kind.salvage(header, body);
        int index = readable.firstBroken(by.tags());
        long sequence = row.first() + index;
        if (index < readable.count()) {
            broken(sequence, "entry %d was changed".formatted(sequence));
        } else if (readable.count() < header.count()) {
            broken(sequence, "entry %d can't be read any more".formatted(sequence));
        } else {
            broken(
                    row.first(),
                    "the entries from %d to %d are as they were written, but not what is told of them, or what comes before"
                            .formatted(row.first(), header.last()));
        }
    }

    private void checkContent(BlockHeader header, byte[] body) {
        if (content.isWanted(header)) {
            OptionalInt row = content.firstBroken(header, kind.decode(header, body));
            if (row.isPresent()) {
                long sequence = header.first() + row.getAsInt();
                broken(
                        sequence,
                        "the content of entry %d was changed or deleted".formatted(sequence));
            }
        }
    }

    private void seeSeal(long last, Optional<Sealed> replaced) {
        sealSeen |=
                seal.fits(last, mac)
                        || replaced.filter(s -> s.fits(seal.sequence(), seal.mac())).isPresent();
    }

    private void end(Segment segment, boolean last) {
        if (segment.end().isEmpty()) {
            if (!last) {
                broken(
                        expected,
                        "the segment from %d on was not closed".formatted(segment.first()));
            }
            return;
        }
        Segment.End end = segment.end().get();
        if (expected <= end.last()) {
            missing(expected, end.last());
        } else if (!MessageDigest.isEqual(end.finalMac(), mac)) {
            broken(
                    expected - 1,
                    "entry %d is not the one that was written".formatted(expected - 1));
        }
    }

    private void checkSeal() {
        if (seal.sequence() >= expected) {
            broken(expected, "entries %d to %d were cut off".formatted(expected, seal.sequence()));
        } else if (!sealSeen) {
            broken(
                    seal.sequence(),
                    "entry %d is not the one that was sealed".formatted(seal.sequence()));
        }
    }

    private void missing(long from, long to) {
        broken(
                from,
                from == to
                        ? "entry %d is missing".formatted(from)
                        : "entries %d to %d are missing".formatted(from, to));
    }

    private void broken(long sequence, String what) {
        if (fault.isEmpty()) {
            fault = Optional.of(new Fault(kind.trail().word(), sequence, what));
        }
    }
}
