package io.slimconsole.persistence.audit;

import io.slimconsole.persistence.audit.block.Block;
import io.slimconsole.persistence.audit.block.BlockHeader;
import io.slimconsole.persistence.audit.block.DamagedBlockException;
import io.slimconsole.persistence.audit.store.AuditStore;
import io.slimconsole.persistence.audit.store.StoreException;
import io.slimconsole.persistence.audit.store.StoredBlock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// Reads blocks of a trail, and remembers the last ones. May be used on any thread.
///
/// @param <B> the trail's blocks
final class BlockLoader<B extends Block<B>> {
    private static final Logger LOG = LoggerFactory.getLogger(BlockLoader.class);
    private static final int REMEMBERED = 24;
    private static final int TRIES = 3;
    private static final int MOST_TOLD = 1_000;

    private final BlockKind<B> kind;
    private final Supplier<Optional<AuditStore>> store;
    private final ReentrantLock lock = new ReentrantLock();
    private final LinkedHashMap<BlockHeader, B> remembered = new LinkedHashMap<>(16, 0.75f, true);

    /// First sequences of blocks that were told as such: each search comes to them again.
    private final Set<Long> unreadable = ConcurrentHashMap.newKeySet();

    /// @param store of the open log; empty while there is none
    BlockLoader(BlockKind<B> kind, Supplier<Optional<AuditStore>> store) {
        this.kind = kind;
        this.store = store;
    }

    /// A block; or if it was merged into another one since, that one. Empty if it was deleted, or can't be read.
    Optional<B> load(BlockHeader header) {
        Optional<B> known = find(header);
        if (known.isPresent()) {
            return known;
        }
        Optional<B> loaded = read(header, false);
        loaded.ifPresent(block -> remember(header, block));
        return loaded;
    }

    /// As [#load], for one that is read once only.
    ///
    /// @param toCount whether [BlockKind#decodeToCount] does
    Optional<B> read(BlockHeader header, boolean toCount) {
        Optional<B> known = find(header);
        if (known.isPresent()) {
            return known;
        }
        try {
            AuditStore from = store.get().orElse(null);
            if (from == null) {
                return Optional.empty();
            }
            BlockHeader wanted = header;
            for (int i = 0; i < TRIES; i++) {
                // where a larger block begins with the same entries, these are its first ones
                Optional<byte[]> body = from.body(kind.trail(), wanted.first());
                if (body.isPresent()) {
                    return Optional.of(
                            toCount
                                    ? kind.decodeToCount(wanted, body.get())
                                    : kind.decode(wanted, body.get()));
                }
                Optional<StoredBlock> now = from.blockWith(kind.trail(), header.first());
                if (now.isEmpty() || now.get().last() < header.last()) {
                    return Optional.empty();
                }
                wanted = now.get().header();
            }
        } catch (DamagedBlockException | StoreException e) {
            if (unreadable.size() < MOST_TOLD && unreadable.add(header.first())) {
                LOG.warn("entries from {} on can't be read: {}", header.first(), e.getMessage());
            }
        }
        return Optional.empty();
    }

    private Optional<B> find(BlockHeader header) {
        lock.lock();
        try {
            return Optional.ofNullable(remembered.get(header));
        } finally {
            lock.unlock();
        }
    }

    private void remember(BlockHeader header, B block) {
        lock.lock();
        try {
            remembered.put(header, block);
            if (remembered.size() > REMEMBERED) {
                remembered.pollFirstEntry();
            }
        } finally {
            lock.unlock();
        }
    }
}
