package io.slimconsole.mls.crypto;

import io.slimconsole.mls.codec.DecodeException;
import io.slimconsole.mls.codec.Encodable;
import io.slimconsole.mls.codec.Reader;
import io.slimconsole.mls.codec.Writer;

import java.security.MessageDigest;
import java.util.Arrays;

/// Bytes that only members may know: a key, or what keys are derived from.
///
/// It compares in constant time, prints its length alone, and is zero after [#wipe()]. Its bytes are seen by this
/// package; they leave it through [#writeTo], where RFC 9420 sends a secret inside something encrypted or a snapshot
/// keeps it, and through [#disclose()]. Who wipes a secret is the last to use it.
public final class Secret implements Encodable, AutoCloseable {
    private final byte[] bytes;
    private volatile boolean wiped;

    private Secret(byte[] bytes) {
        this.bytes = bytes;
    }

    /// @param bytes copied
    public static Secret ofBytes(byte... bytes) {
        return new Secret(bytes.clone());
    }

    /// Takes the array as its own, so that no second copy has to be wiped.
    static Secret owning(byte[] bytes) {
        return new Secret(bytes);
    }

    /// The same bytes, which are wiped by themselves.
    public Secret copy() {
        return ofBytes(bytes());
    }

    public static Secret random(int length) {
        return new Secret(Randomness.bytes(length));
    }

    /// What stands for "no secret" in the key schedule (RFC 9420 §8).
    public static Secret zeros(int length) {
        return new Secret(new byte[length]);
    }

    /// Reads `opaque secret<V>`.
    public static Secret read(Reader in) throws DecodeException {
        return new Secret(in.opaque());
    }

    /// Writes `opaque secret<V>`: for GroupSecrets (RFC 9420 §12.4.3.1), path secrets and sealed snapshots.
    @Override
    public void writeTo(Writer out) {
        out.opaque(bytes());
    }

    /// A copy of the bytes, for what is meant to leave MLS or is not kept secret by it: nonces, the epoch authenticator,
    /// exported secrets (RFC 9420 §8.5, §8.7).
    public byte[] disclose() {
        return bytes().clone();
    }

    /// The bytes themselves; nobody in this package changes them.
    byte[] bytes() {
        if (wiped) {
            throw new IllegalStateException("this secret was wiped");
        }
        return bytes;
    }

    public int length() {
        return bytes.length;
    }

    public boolean isWiped() {
        return wiped;
    }

    /// Overwrites the bytes; after that the secret can only be asked whether it was wiped, and may be wiped again.
    public void wipe() {
        wiped = true;
        Arrays.fill(bytes, (byte) 0);
    }

    /// The same as [#wipe()].
    @Override
    public void close() {
        wipe();
    }

    /// In constant time. A wiped secret equals itself alone.
    @Override
    public boolean equals(Object other) {
        if (!(other instanceof Secret secret) || wiped || secret.wiped) {
            return this == other;
        }
        return MessageDigest.isEqual(bytes, secret.bytes);
    }

    /// Of the length only: a hash of the bytes would say something about them.
    @Override
    public int hashCode() {
        return bytes.length;
    }

    @Override
    public String toString() {
        return wiped ? "Secret(wiped)" : "Secret(%d bytes)".formatted(bytes.length);
    }
}
