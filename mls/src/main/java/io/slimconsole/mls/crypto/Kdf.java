package io.slimconsole.mls.crypto;

import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A hash with what is built on it: HMAC (RFC 2104) and HKDF (RFC 5869).
enum Kdf {
    HKDF_SHA256(0x0001, "SHA-256", "HmacSHA256", 32),
    HKDF_SHA384(0x0002, "SHA-384", "HmacSHA384", 48),
    HKDF_SHA512(0x0003, "SHA-512", "HmacSHA512", 64);

    private static final int MOST_BLOCKS = 255;

    private final int id;
    private final String hmac;
    private final int length;

    /// Nothing ever goes into these two, which are copied: looking for one by its name takes longer.
    @SuppressWarnings("ImmutableEnumChecker")
    private final MessageDigest freshDigest;

    @SuppressWarnings("ImmutableEnumChecker")
    private final Mac freshMac;

    Kdf(int id, String digest, String hmac, int length) {
        this.id = id;
        this.hmac = hmac;
        this.length = length;
        this.freshDigest = digest(digest);
        this.freshMac = mac(hmac);
    }

    private static Mac mac(String name) {
        try {
            return Mac.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + name, e);
        }
    }

    /// @see "RFC 9180 §7.2"
    int id() {
        return id;
    }

    /// Nh, in bytes.
    int length() {
        return length;
    }

    byte[] hash(byte[]... parts) {
        MessageDigest function = copy(freshDigest);
        for (byte[] part : parts) {
            function.update(part);
        }
        return function.digest();
    }

    static MessageDigest digest(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + name, e);
        }
    }

    /// With all that has gone into it.
    static MessageDigest copy(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's hashes can be cloned", e);
        }
    }

    byte[] mac(byte[] key, byte[]... parts) {
        Mac function = keyed(key);
        for (byte[] part : parts) {
            function.update(part);
        }
        return function.doFinal();
    }

    Secret extract(Secret salt, byte[]... ikm) {
        return Secret.owning(mac(salt.bytes(), ikm));
    }

    /// @param length in bytes, up to 255 · Nh
    Secret expand(Secret prk, byte[] info, int length) {
        if (length < 0 || length > MOST_BLOCKS * this.length) {
            throw new IllegalArgumentException("HKDF gives no %,d bytes".formatted(length));
        }
        Mac function = keyed(prk.bytes());
        byte[] result = new byte[length];
        byte[] block = {};
        for (int made = 0, number = 1; made < length; made += block.length, number++) {
            function.update(block);
            function.update(info);
            function.update((byte) number);
            Arrays.fill(block, (byte) 0);
            block = function.doFinal();
            System.arraycopy(block, 0, result, made, Math.min(block.length, length - made));
        }
        Arrays.fill(block, (byte) 0);
        return Secret.owning(result);
    }

    private Mac keyed(byte[] key) {
        try {
            var function = (Mac) freshMac.clone();
            // HMAC fills a key up with zeros, so that an empty one is the same as one of zeros; the
            // JDK wants the latter
            function.init(new SecretKeySpec(key.length == 0 ? new byte[length] : key, hmac));
            return function;
        } catch (InvalidKeyException | CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's HMAC takes every key, and can be cloned", e);
        }
    }
}
