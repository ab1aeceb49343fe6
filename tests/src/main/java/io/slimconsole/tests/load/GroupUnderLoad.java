package io.slimconsole.tests.load;

import java.time.Duration;

/// A sender and its members, gathered in one group with MLS, each message acknowledged by all.
interface GroupUnderLoad extends AutoCloseable {
    /// Sends messages to all members; returns when all of them have all.
    ///
    /// @param window how many may be unacknowledged at a time
    /// @throws IllegalStateException if one was lost, or came twice
    void send(int count, int size, int window);

    /// Of all applications of the group, the node left out, since they began.
    Duration cpu();

    @Override
    void close();
}
