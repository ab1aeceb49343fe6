package io.slimconsole.persistence.audit.seal;

import io.slimconsole.persistence.audit.block.SipHash;
import io.slimconsole.persistence.disk.AesGcmCipher;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.List;

import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/// The keys of one generation: for MACs, for the tags of entries, for signatures, and for sealed content.
public final class Generation {
    private static final String MAC = "HmacSHA256";
    private static final String SIGNATURE = "Ed25519";
    private static final int KEY_BYTES = 32;
    private static final int PARTS = 6;
    private static final HexFormat HEX = HexFormat.of();

    private final int number;
    private final byte[] macKey;
    private final byte[] tagKey;
    private final byte[] contentKey;
    private final PrivateKey signing;
    private final PublicKey verifying;

    private Generation(
            int number, byte[] macKey, byte[] tagKey, byte[] contentKey, KeyPair signature) {
        this.number = number;
        this.macKey = macKey;
        this.tagKey = tagKey;
        this.contentKey = contentKey;
        this.signing = signature.getPrivate();
        this.verifying = signature.getPublic();
    }

    static Generation make(int number) {
        try {
            return new Generation(
                    number,
                    random(KEY_BYTES),
                    random(2 * Long.BYTES),
                    random(KEY_BYTES),
                    KeyPairGenerator.getInstance(SIGNATURE).generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + SIGNATURE, e);
        }
    }

    private static byte[] random(int length) {
        var bytes = new byte[length];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    /// Counts from 1.
    public int number() {
        return number;
    }

    public PublicKey publicKey() {
        return verifying;
    }

    public SipHash tags() {
        ByteBuffer key = ByteBuffer.wrap(tagKey);
        return new SipHash(key.getLong(), key.getLong());
    }

    /// Use one per thread.
    public Mac mac() {
        try {
            Mac mac = Mac.getInstance(MAC);
            SecretKey key = new SecretKeySpec(macKey, MAC);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + MAC, e);
        }
    }

    public AesGcmCipher contentCipher() {
        return new AesGcmCipher(new SecretKeySpec(contentKey, "AES"), "audit content");
    }

    public byte[] sign(byte[] statement) {
        try {
            Signature signature = Signature.getInstance(SIGNATURE);
            signature.initSign(signing);
            signature.update(statement);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key of ours does not sign", e);
        }
    }

    public boolean isSignature(byte[] statement, byte[] signature) {
        return Signatures.verify(verifying, statement, signature);
    }

    /// In one line; [#parse] reads it.
    String line() {
        return String.join(
                " ",
                Integer.toString(number),
                HEX.formatHex(macKey),
                HEX.formatHex(tagKey),
                HEX.formatHex(contentKey),
                HEX.formatHex(signing.getEncoded()),
                HEX.formatHex(verifying.getEncoded()));
    }

    /// @throws IllegalArgumentException if it is no line of ours
    static Generation parse(String line) {
        List<String> parts = List.of(line.split(" ", -1));
        if (parts.size() != PARTS) {
            throw new IllegalArgumentException("a generation of keys has 6 parts");
        }
        try {
            KeyFactory keys = KeyFactory.getInstance(SIGNATURE);
            return new Generation(
                    Integer.parseInt(parts.getFirst()),
                    key(parts.get(1), KEY_BYTES),
                    key(parts.get(2), 2 * Long.BYTES),
                    key(parts.get(3), KEY_BYTES),
                    new KeyPair(
                            keys.generatePublic(new X509EncodedKeySpec(HEX.parseHex(parts.get(5)))),
                            keys.generatePrivate(
                                    new PKCS8EncodedKeySpec(HEX.parseHex(parts.get(4))))));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("a key for signatures can't be read", e);
        }
    }

    private static byte[] key(String hex, int length) {
        byte[] key = HEX.parseHex(hex);
        if (key.length != length) {
            throw new IllegalArgumentException(
                    "a key has %d bytes instead of %d".formatted(key.length, length));
        }
        return key;
    }

    @Override
    public String toString() {
        return "generation " + number;
    }
}
