package io.slimconsole.session.identity.jwt;

/// Where the keys come from that tokens are verified with. Nothing of it waits for a network.
public abstract sealed class KeySource implements AutoCloseable permits LocalKeys, RemoteKeys {
    KeySource() {}

    /// The keys as they are known.
    abstract KeySet current();

    /// Somebody came with a token of a key that is not known: there may be a new one.
    abstract void missed();

    /// For messages: what this is, and how fresh.
    abstract String describe();

    /// May be called twice.
    @Override
    public abstract void close();
}
