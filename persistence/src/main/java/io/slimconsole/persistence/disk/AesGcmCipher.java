package io.slimconsole.persistence.disk;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slimconsole.mls.state.StateCipher;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;

import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/// AES-256-GCM with a random nonce for each call: a version, the nonce, what is sealed, the tag.
///
/// What is sealed can be opened at its place only: version, kind and the caller's associated data are authenticated with it. Nonces may
/// be random for 2^32 calls under one key (NIST SP 800-38D, 8.3).
public final class AesGcmCipher implements StateCipher {
    /// Of the form; another one is refused.
    public static final byte VERSION = 1;

    private static final String ALGORITHM = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKey key;
    private final byte[] kind;

    /// @param kind of values; those of one kind can't be passed off as another
    public AesGcmCipher(SecretKey key, String kind) {
        this.key = key;
        this.kind = kind.getBytes(UTF_8);
    }

    @Override
    public byte[] seal(byte[] state, byte[] associatedData) {
        var nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, nonce, associatedData);
            byte[] sealed = cipher.doFinal(state);
            return ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length)
                    .put(VERSION)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    @Override
    public byte[] open(byte[] sealed, byte[] associatedData) throws GeneralSecurityException {
        if (sealed.length < 1 + NONCE_BYTES + TAG_BYTES) {
            throw new GeneralSecurityException(
                    "%d bytes are too few to be something sealed".formatted(sealed.length));
        }
        ByteBuffer in = ByteBuffer.wrap(sealed);
        byte version = in.get();
        if (version != VERSION) {
            throw new GeneralSecurityException(
                    "it is sealed in version %d; this program opens version %d"
                            .formatted(version, VERSION));
        }
        var nonce = new byte[NONCE_BYTES];
        in.get(nonce);
        return cipher(Cipher.DECRYPT_MODE, nonce, associatedData)
                .doFinal(sealed, in.position(), in.remaining());
    }

    private Cipher cipher(int mode, byte[] nonce, byte[] associatedData)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(ALGORITHM);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce));
        cipher.updateAAD(
                ByteBuffer.allocate(1 + Integer.BYTES + kind.length + associatedData.length)
                        .put(VERSION)
                        .putInt(kind.length)
                        .put(kind)
                        .put(associatedData)
                        .flip());
        return cipher;
    }
}
