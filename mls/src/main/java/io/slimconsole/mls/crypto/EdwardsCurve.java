package io.slimconsole.mls.crypto;

import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.bouncycastle.math.ec.rfc8032.Ed448;
import org.jspecify.annotations.Nullable;

/// EdDSA in its pure form. A private key is the seed of RFC 8032; every string of the right length is one.
enum EdwardsCurve implements SignatureScheme {
    ED25519(Ed25519.SECRET_KEY_SIZE, Ed25519.PUBLIC_KEY_SIZE, Ed25519.SIGNATURE_SIZE) {
        @Override
        void publicKey(byte[] seed, byte[] result) {
            Ed25519.generatePublicKey(seed, 0, result, 0);
        }

        @Override
        void sign(byte[] seed, byte[] publicKey, byte[] message, byte[] result) {
            Ed25519.sign(seed, 0, publicKey, 0, message, 0, message.length, result, 0);
        }

        @Override
        SignaturePublicKey.@Nullable Verification verification(byte[] publicKey) {
            Ed25519.PublicPoint point = Ed25519.validatePublicKeyPartialExport(publicKey, 0);
            return point == null
                    ? null
                    : (signature, parts) -> {
                        byte[] message = Bytes.concat(parts);
                        return Ed25519.verify(signature, 0, point, message, 0, message.length);
                    };
        }
    },

    ED448(Ed448.SECRET_KEY_SIZE, Ed448.PUBLIC_KEY_SIZE, Ed448.SIGNATURE_SIZE) {
        @Override
        void publicKey(byte[] seed, byte[] result) {
            Ed448.generatePublicKey(seed, 0, result, 0);
        }

        @Override
        void sign(byte[] seed, byte[] publicKey, byte[] message, byte[] result) {
            Ed448.sign(seed, 0, publicKey, 0, NO_CONTEXT, message, 0, message.length, result, 0);
        }

        @Override
        SignaturePublicKey.@Nullable Verification verification(byte[] publicKey) {
            Ed448.PublicPoint point = Ed448.validatePublicKeyPartialExport(publicKey, 0);
            return point == null
                    ? null
                    : (signature, parts) -> {
                        byte[] message = Bytes.concat(parts);
                        return Ed448.verify(
                                signature, 0, point, NO_CONTEXT, message, 0, message.length);
                    };
        }
    };

    private static final byte[] NO_CONTEXT = {};

    private final int seedLength;
    private final int publicKeyLength;
    private final int signatureLength;

    EdwardsCurve(int seedLength, int publicKeyLength, int signatureLength) {
        this.seedLength = seedLength;
        this.publicKeyLength = publicKeyLength;
        this.signatureLength = signatureLength;
    }

    abstract void publicKey(byte[] seed, byte[] result);

    abstract void sign(byte[] seed, byte[] publicKey, byte[] message, byte[] result);

    /// Null if that is no key.
    abstract SignaturePublicKey.@Nullable Verification verification(byte[] publicKey);

    @Override
    public SignatureKeyPair generateKeyPair() {
        return new SignatureKeyPair(owning(Randomness.bytes(seedLength)));
    }

    @Override
    public SignaturePrivateKey privateKey(byte[] bytes) throws CryptoException {
        if (bytes.length != seedLength) {
            throw new CryptoException(
                    "a private key of %d bytes; those of %s have %d"
                            .formatted(bytes.length, this, seedLength));
        }
        return owning(bytes.clone());
    }

    private SignaturePrivateKey owning(byte[] seed) {
        byte[] publicKey = new byte[publicKeyLength];
        publicKey(seed, publicKey);
        return new SignaturePrivateKey(Secret.owning(seed), publicKey);
    }

    @Override
    public byte[] sign(SignaturePrivateKey key, byte[]... message) {
        byte[] result = new byte[signatureLength];
        sign(key.secret().bytes(), key.publicKey(), Bytes.concat(message), result);
        return result;
    }

    @Override
    public SignaturePublicKey publicKey(byte[] bytes) throws CryptoException {
        SignaturePublicKey.Verification verification =
                bytes.length == publicKeyLength ? verification(bytes) : null;
        if (verification == null) {
            throw new CryptoException("a signature key that is none of " + this);
        }
        return new SignaturePublicKey(
                (signature, message) ->
                        signature.length == signatureLength
                                && verification.isSigned(signature, message));
    }
}
