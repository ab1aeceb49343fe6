package io.slimconsole.mls.crypto;

import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;

import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Authenticated encryption, by the JDK.
///
/// @see "RFC 9180 §7.3"
enum Aead {
    AES_128_GCM(0x0001, "AES/GCM/NoPadding", "AES", 16),
    AES_256_GCM(0x0002, "AES/GCM/NoPadding", "AES", 32),
    CHACHA20_POLY1305(0x0003, "ChaCha20-Poly1305", "ChaCha20", 32);

    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final int id;
    private final String transformation;
    private final String keyAlgorithm;
    private final int keyLength;

    Aead(int id, String transformation, String keyAlgorithm, int keyLength) {
        this.id = id;
        this.transformation = transformation;
        this.keyAlgorithm = keyAlgorithm;
        this.keyLength = keyLength;
    }

    int id() {
        return id;
    }

    /// Nk, in bytes.
    int keyLength() {
        return keyLength;
    }

    /// Nn, in bytes.
    int nonceLength() {
        return NONCE;
    }

    byte[] seal(Secret key, byte[] nonce, byte[] aad, byte[] plaintext) {
        try {
            return cipher(Cipher.ENCRYPT_MODE, key, nonce, aad).doFinal(plaintext);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot encrypt with " + this, e);
        }
    }

    byte[] open(Secret key, byte[] nonce, byte[] aad, byte[] ciphertext) throws CryptoException {
        try {
            return cipher(Cipher.DECRYPT_MODE, key, nonce, aad).doFinal(ciphertext);
        } catch (AEADBadTagException _) {
            throw new CryptoException("not authentic");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot decrypt with " + this, e);
        }
    }

    private Cipher cipher(int mode, Secret key, byte[] nonce, byte[] aad)
            throws GeneralSecurityException {
        if (key.length() != keyLength || nonce.length != NONCE) {
            throw new IllegalArgumentException(
                    "%s takes a key of %d bytes and a nonce of %d, not %d and %d"
                            .formatted(this, keyLength, NONCE, key.length(), nonce.length));
        }
        var cipher = Cipher.getInstance(transformation);
        cipher.init(mode, new SecretKeySpec(key.bytes(), keyAlgorithm), parameters(nonce));
        cipher.updateAAD(aad);
        return cipher;
    }

    private AlgorithmParameterSpec parameters(byte[] nonce) {
        return this == CHACHA20_POLY1305
                ? new IvParameterSpec(nonce)
                : new GCMParameterSpec(TAG_BITS, nonce);
    }
}
