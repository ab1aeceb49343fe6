package io.slimconsole.persistence.audit;

import io.slimconsole.persistence.audit.store.AuditFile;

import java.nio.file.Path;

/// Where a test makes a disk fail or wait.
interface WriterHooks {
    WriterHooks NONE = () -> {};

    /// In a transaction, just before it is committed.
    void beforeCommit();

    /// Of the machine's own clock.
    default long nanos() {
        return System.nanoTime();
    }

    default AuditFile file(Path folder) {
        return AuditFile.in(folder);
    }
}
