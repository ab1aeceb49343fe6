package io.slimconsole.node;

/// Something that was registered; closing takes it back. May be closed twice.
@FunctionalInterface
public interface Registration extends AutoCloseable {
    @Override
    void close();
}
