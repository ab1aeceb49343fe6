package io.slimconsole.persistence.audit;

import io.slimconsole.persistence.audit.seal.AuditKeys;
import io.slimconsole.persistence.audit.seal.KeyFile;
import io.slimconsole.persistence.audit.seal.SealFile;
import io.slimconsole.persistence.audit.seal.SealFile.Seal;
import io.slimconsole.persistence.audit.store.AuditFile;
import io.slimconsole.persistence.audit.store.AuditStore;
import io.slimconsole.persistence.audit.store.Segment;
import io.slimconsole.persistence.audit.store.StoreException;
import io.slimconsole.persistence.audit.store.TrailId;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The files of a log that could be opened, with the keys that fit them.
///
/// @param seal what the seal says; nothing if there is none
/// @param notes what is to be recorded about it
record OpenLog(AuditStore store, AuditKeys keys, Seal seal, List<String> notes) {
    OpenLog {
        notes = List.copyOf(notes);
    }

    /// It can't be opened for now.
    static final class NotOpenException extends RuntimeException {
        private final boolean locked;

        NotOpenException(String why, boolean locked) {
            super(why);
            this.locked = locked;
        }

        /// Whether a passphrase is what it lacks.
        boolean isLocked() {
            return locked;
        }
    }

    /// Opens what is there. A damaged file is set aside together with its seal.
    ///
    /// @throws StoreException if the file can't be used
    /// @throws NotOpenException if the keys can't
    /// @throws IOException if a damaged file can't be set aside, or keys can't be made
    static OpenLog open(AuditFile file, Optional<char[]> passphrase, Instant now)
            throws IOException {
        List<String> notes = new ArrayList<>();
        AuditStore store = openStore(file, now, notes);
        try {
            AuditKeys keys = keys(store, KeyFile.in(file.folder()), passphrase, notes);
            boolean empty =
                    Arrays.stream(TrailId.values())
                            .allMatch(trail -> store.newestBlock(trail) == 0);
            Seal seal = seal(SealFile.in(file.folder()), keys, empty, notes);
            return new OpenLog(store, keys, seal, notes);
        } catch (IOException | RuntimeException e) {
            store.close();
            throw e;
        }
    }

    private static AuditStore openStore(AuditFile file, Instant now, List<String> notes)
            throws IOException {
        try {
            return AuditStore.open(file);
        } catch (StoreException e) {
            if (e.reason() != StoreException.Reason.DAMAGED) {
                throw e;
            }
            notes.add(
                    "%s; it is now %s, and a new log begins"
                            .formatted(e.getMessage(), setAside(file, now)));
            return AuditStore.open(file);
        }
    }

    /// Renames a damaged file, and the seal that belongs to it.
    static Path setAside(AuditFile file, Instant now) throws IOException {
        Path aside = AuditFile.setAside(file.path(), "damaged", now);
        AuditFile.setAside(SealFile.in(file.folder()).path(), "damaged", now);
        return aside;
    }

    private static AuditKeys keys(
            AuditStore store, KeyFile file, Optional<char[]> passphrase, List<String> notes)
            throws IOException {
        return switch (file.read(passphrase)) {
            case KeyFile.Found.Keys(AuditKeys keys) -> keys;
            case KeyFile.Found.Unusable(String why) -> throw new NotOpenException(why, false);
            case KeyFile.Found.Locked _ ->
                    throw new NotOpenException(
                            passphrase.isEmpty()
                                    ? "the keys of the audit log are under a passphrase; enter it,"
                                            + " so that recording begins"
                                    : "this passphrase does not open the keys of the audit log;"
                                            + " enter the right one",
                            true);
            case KeyFile.Found.Missing _ -> {
                int newest =
                        Arrays.stream(TrailId.values())
                                .flatMap(trail -> store.segments(trail).stream())
                                .mapToInt(Segment::generation)
                                .max()
                                .orElse(0);
                AuditKeys made = AuditKeys.fresh(newest + 1);
                file.write(made, Optional.empty());
                if (newest > 0) {
                    notes.add(
                            "the key file %s was missing, so what was recorded before can't be verified; new keys were made"
                                    .formatted(file.path()));
                }
                yield made;
            }
        };
    }

    private static Seal seal(SealFile file, AuditKeys keys, boolean empty, List<String> notes) {
        return switch (file.read(keys)) {
            case SealFile.Found.Intact(Seal seal) -> seal;
            case SealFile.Found.Missing _ -> {
                if (!empty) {
                    notes.add(
                            "the seal %s was missing, so it can't be told whether the newest entries were cut off"
                                    .formatted(file.path()));
                }
                yield Seal.nothing();
            }
            case SealFile.Found.Unusable(String why) -> {
                notes.add(why);
                yield Seal.nothing();
            }
        };
    }
}
