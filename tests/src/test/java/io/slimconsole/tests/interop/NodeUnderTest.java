package io.slimconsole.tests.interop;

/// The node in the middle of a scenario: ours, or upstream's own where a scenario itself is to be proven.
interface NodeUnderTest extends AutoCloseable {
    /// Serves when it returns. After [#stop] it comes back on the same port.
    void start();

    void stop();

    int port();

    /// For the failure of a scenario: what it logged, or how it sees itself.
    String log();

    /// Stops it, and may be called twice.
    @Override
    void close();
}
