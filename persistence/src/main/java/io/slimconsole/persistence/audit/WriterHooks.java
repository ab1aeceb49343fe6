package io.slimconsole.persistence.audit;

/// Where a test makes a disk fail or wait.
interface WriterHooks {
    WriterHooks NONE = () -> {};

    /// In a transaction, just before it is committed.
    void beforeCommit();
}
