package io.slimconsole.mls.crypto;

import io.slimconsole.mls.codec.Opaque;

/// Hybrid public key encryption, in its base mode and for one message.
///
/// @see "RFC 9180 §5.1.1, §6.1"
final class Hpke {
    private static final byte[] BASE_MODE = {0};
    private static final byte[] NOTHING = {};
    private static final Secret NO_PSK = Secret.zeros(0);

    private final Kem kem;
    private final LabeledKdf kdf;
    private final Aead aead;

    /// The same in every key schedule without a PSK.
    private final byte[] pskIdHash;

    Hpke(Kem kem, Kdf kdf, Aead aead) {
        this.kem = kem;
        this.kdf = new LabeledKdf(kdf, "HPKE", kem.id(), kdf.id(), aead.id());
        this.aead = aead;
        this.pskIdHash = this.kdf.extract("psk_id_hash", NO_PSK).bytes();
    }

    HpkeCiphertext seal(byte[] publicKey, byte[][] info, byte[] aad, byte[] plaintext)
            throws CryptoException {
        return seal(kem.encapsulate(publicKey), info, aad, plaintext);
    }

    HpkeCiphertext seal(HpkePublicKey publicKey, byte[][] info, byte[] aad, byte[] plaintext)
            throws CryptoException {
        return seal(kem.encapsulate(publicKey), info, aad, plaintext);
    }

    private HpkeCiphertext seal(
            Kem.Encapsulated encapsulated, byte[][] info, byte[] aad, byte[] plaintext) {
        try (Secret shared = encapsulated.sharedSecret();
                Keys keys = keySchedule(shared, info)) {
            return new HpkeCiphertext(
                    Opaque.taking(encapsulated.kemOutput()),
                    Opaque.taking(aead.seal(keys.key, keys.nonce.bytes(), aad, plaintext)));
        }
    }

    byte[] open(HpkePrivateKey key, HpkeCiphertext sealed, byte[][] info, byte[] aad)
            throws CryptoException {
        try (Secret shared = kem.decapsulate(key, sealed.kemOutput());
                Keys keys = keySchedule(shared, info)) {
            return aead.open(keys.key, keys.nonce.bytes(), aad, sealed.ciphertext());
        }
    }

    private Keys keySchedule(Secret shared, byte[][] info) {
        byte[] infoHash = kdf.extract(NO_PSK, "info_hash", info).bytes();
        byte[] context = Bytes.concat(BASE_MODE, pskIdHash, infoHash);
        try (Secret secret = kdf.extract(shared, "secret", NOTHING)) {
            return new Keys(
                    kdf.expand(secret, "key", context, aead.keyLength()),
                    kdf.expand(secret, "base_nonce", context, aead.nonceLength()));
        }
    }

    /// The first message's nonce is the base nonce.
    private record Keys(Secret key, Secret nonce) implements AutoCloseable {
        @Override
        public void close() {
            key.wipe();
            nonce.wipe();
        }
    }
}
