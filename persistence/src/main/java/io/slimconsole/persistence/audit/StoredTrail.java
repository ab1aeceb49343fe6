package io.slimconsole.persistence.audit;

import io.slimconsole.persistence.audit.block.Block;
import io.slimconsole.persistence.audit.block.BlockHeader;
import io.slimconsole.persistence.audit.block.DamagedBlockException;
import io.slimconsole.persistence.audit.store.StoredBlock;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/// A trail for its readers.
final class StoredTrail<B extends Block<B>, E extends AuditEntry, F> implements Trail<E, F> {
    private final Reading<B, E, F> reading;
    private final BlockLoader<B> loader;
    private final Supplier<Snapshot> stored;
    private final Executor searching;

    StoredTrail(
            Reading<B, E, F> reading,
            BlockLoader<B> loader,
            Supplier<Snapshot> stored,
            Executor searching) {
        this.reading = reading;
        this.loader = loader;
        this.stored = stored;
        this.searching = searching;
    }

    @Override
    public long newest() {
        return stored.get().newest();
    }

    @Override
    public long oldest() {
        return stored.get().oldest();
    }

    @Override
    public Finding<E> find(F filter, long after, long upTo) {
        List<BlockHeader> headers =
                stored.get().blocks().stream().map(StoredBlock::header).toList();
        var search =
                new Search<>(
                        reading,
                        loader,
                        reading.filter(filter),
                        reading.text(filter),
                        headers,
                        after,
                        upTo);
        try {
            searching.execute(search::run);
        } catch (RejectedExecutionException _) {
            search.close(); // the log is closed
            search.run();
        }
        return search;
    }

    @Override
    public Optional<E> entry(long sequence) {
        return stored.get().block(sequence).flatMap(loader::load).flatMap(b -> entry(b, sequence));
    }

    private Optional<E> entry(B block, long sequence) {
        try {
            return Optional.of(reading.entry(block, (int) (sequence - block.first())));
        } catch (DamagedBlockException _) {
            return Optional.empty();
        }
    }
}
