package io.slimconsole.node;

/// Names one connection for as long as its node lives; never used again after the connection is gone.
///
/// @param value counts up from 1
public record ConnectionId(long value) implements Comparable<ConnectionId> {
    @Override
    public int compareTo(ConnectionId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
