package io.slimconsole.persistence.audit;

import io.slimconsole.persistence.audit.Verification.Fault;
import io.slimconsole.persistence.audit.block.ActivityBlock;
import io.slimconsole.persistence.audit.block.ActivityRow;
import io.slimconsole.persistence.audit.block.BlockHeader;
import io.slimconsole.persistence.audit.block.MessageBlock;
import io.slimconsole.persistence.audit.block.SearchKey;
import io.slimconsole.persistence.audit.seal.SealFile;
import io.slimconsole.persistence.audit.seal.SealFile.Seal;
import io.slimconsole.persistence.audit.store.AuditStore;
import io.slimconsole.persistence.audit.store.StoreException;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;

/// Looks at all of a log, as it is at one moment, while recording goes on.
final class LogVerifier {
    /// For the writer to come to a moment when nothing is half done.
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final AuditWriter writer;
    private final Clock clock;

    /// What is looked at: the tables and the seal of the same moment.
    private record Moment(OpenLog log, AuditStore store, SealFile.Found seal, long entries) {}

    LogVerifier(AuditWriter writer, Clock clock) {
        this.writer = writer;
        this.clock = clock;
    }

    Verification verify(DoubleConsumer progress, BooleanSupplier cancelled) {
        List<Fault> faults = new ArrayList<>();
        long entries = 0;
        try {
            Moment moment = moment();
            try (AuditStore store = moment.store) {
                entries = verify(moment, store, faults, progress, cancelled);
            }
        } catch (StoreException | CompletionException | IllegalStateException e) {
            faults.add(
                    new Fault(
                            "messages",
                            writer.messages().snapshot().oldest(),
                            "the log can't be read: "
                                    + Optional.ofNullable(e.getCause()).orElse(e).getMessage()));
        }
        progress.accept(1);
        return new Verification(clock.instant(), entries, faults);
    }

    /// Taken on the writer's thread, so that tables and seal fit each other.
    private Moment moment() {
        var moment = new Moment[1];
        writer.command(
                        () -> {
                            writer.flush();
                            OpenLog log =
                                    writer.log()
                                            .orElseThrow(
                                                    () ->
                                                            new IllegalStateException(
                                                                    "the log is not open"));
                            moment[0] =
                                    new Moment(
                                            log,
                                            log.store().snapshot(),
                                            SealFile.in(writer.folder()).read(log.keys()),
                                            writer.messages().snapshot().entries()
                                                    + writer.activity().snapshot().entries());
                        })
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
        return moment[0];
    }

    private static long verify(
            Moment moment,
            AuditStore store,
            List<Fault> faults,
            DoubleConsumer progress,
            BooleanSupplier cancelled) {
        Seal seal =
                switch (moment.seal) {
                    case SealFile.Found.Intact(Seal intact) -> intact;
                    case SealFile.Found.Missing _, SealFile.Found.Unusable _ -> Seal.nothing();
                };
        double all = Math.max(1, moment.entries);
        var messages =
                new TrailVerifier<MessageBlock>(
                        BlockKind.MESSAGES,
                        store,
                        moment.log.keys(),
                        seal.messages(),
                        new NoContent());
        messages.walk(
                entries -> {
                    progress.accept(Math.min(1, entries / all));
                    return !cancelled.getAsBoolean();
                });
        var activity =
                new TrailVerifier<ActivityBlock>(
                        BlockKind.ACTIVITY,
                        store,
                        moment.log.keys(),
                        seal.activity(),
                        new SealedContent(store));
        activity.walk(
                entries -> {
                    progress.accept(Math.min(1, (messages.entries() + entries) / all));
                    return !cancelled.getAsBoolean();
                });
        messages.fault().ifPresent(faults::add);
        activity.fault().ifPresent(faults::add);
        if (!(moment.seal instanceof SealFile.Found.Intact) && faults.isEmpty()) {
            faults.add(
                    new Fault(
                            "messages",
                            messages.entries(),
                            "the seal of the newest entries was changed or deleted, so it can't be"
                                    + " told whether some were cut off"));
        }
        return messages.entries() + activity.entries();
    }

    private static final class NoContent implements TrailVerifier.ContentCheck<MessageBlock> {
        @Override
        public boolean isWanted(BlockHeader header) {
            return false;
        }

        @Override
        public OptionalInt firstBroken(BlockHeader header, MessageBlock block) {
            return OptionalInt.empty();
        }
    }

    /// What is sealed apart has to have the hash that its entry names.
    private record SealedContent(AuditStore store)
            implements TrailVerifier.ContentCheck<ActivityBlock> {
        @Override
        public boolean isWanted(BlockHeader header) {
            return header.mayContain(SearchKey.kind(ActivityKind.CONTENT.name()));
        }

        @Override
        public OptionalInt firstBroken(BlockHeader header, ActivityBlock block) {
            for (int i = 0; i < block.count(); i++) {
                ActivityRow row = block.row(i);
                int fact = row.facts().indexOf(ContentSealing.SHA_256);
                if (row.kind().equals(ActivityKind.CONTENT.name()) && fact >= 0) {
                    String hash = row.facts().get(fact + 1);
                    Optional<AuditStore.Content> content = store.content(header.first() + i);
                    if (content.filter(c -> ContentSealing.hash(c.sealed()).equals(hash))
                            .isEmpty()) {
                        return OptionalInt.of(i);
                    }
                }
            }
            return OptionalInt.empty();
        }
    }

    /// What is recorded of a verification.
    Activity entry(Verification found) {
        var entry =
                Activity.of(
                                found.at(),
                                ActivityKind.VERIFIED,
                                "operator",
                                "audit log",
                                found.sound()
                                        ? "%d entries are as they were written"
                                                .formatted(found.entries())
                                        : "The log was tampered with or damaged: "
                                                + String.join(
                                                        "; ",
                                                        found.faults().stream()
                                                                .map(
                                                                        f ->
                                                                                f.trail() + ": "
                                                                                        + f.what())
                                                                .toList()))
                        .with("entries", Long.toString(found.entries()));
        return found.sound() ? entry : entry.failed();
    }
}
