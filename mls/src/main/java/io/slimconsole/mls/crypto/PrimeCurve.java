package io.slimconsole.mls.crypto;

import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.util.BigIntegers;

import java.math.BigInteger;

/// A curve of NIST's, for Diffie-Hellman and as the ground that ECDSA stands on.
///
/// A private key is a number from 1 up to the order, big-endian; a public key is an uncompressed point. Their order is
/// prime, so a point on the curve that is not the identity has no smaller order.
///
/// @see "RFC 9180 §7.1"
final class PrimeCurve implements DhGroup {
    private static final int UNCOMPRESSED = 4;
    private static final int MOST_CANDIDATES = 256;
    private static final int BYTE = 8;

    private final String name;
    private final ECDomainParameters domain;
    private final int scalarLength;
    private final int publicKeyLength;
    private final int firstByteMask;

    private PrimeCurve(String name) {
        X9ECParameters parameters = CustomNamedCurves.getByName(name);
        int bits = parameters.getN().bitLength();
        this.name = name;
        this.domain = new ECDomainParameters(parameters);
        this.scalarLength = Math.ceilDiv(bits, BYTE);
        this.publicKeyLength = 1 + 2 * scalarLength;
        this.firstByteMask = 0xff >>> (scalarLength * BYTE - bits);
    }

    static PrimeCurve p256() {
        return new PrimeCurve("P-256");
    }

    static PrimeCurve p384() {
        return new PrimeCurve("P-384");
    }

    static PrimeCurve p521() {
        return new PrimeCurve("P-521");
    }

    ECDomainParameters domain() {
        return domain;
    }

    @Override
    public byte[] generatePrivateKey() {
        return firstInRange((_, _, length) -> Randomness.bytes(length));
    }

    @Override
    public byte[] derivePrivateKey(Candidates candidates) {
        return firstInRange(candidates);
    }

    /// Nearly always the first one.
    private byte[] firstInRange(Candidates candidates) {
        for (int i = 0; i < MOST_CANDIDATES; i++) {
            byte[] candidate = candidates.expand("candidate", new byte[] {(byte) i}, scalarLength);
            candidate[0] &= (byte) firstByteMask;
            if (inRange(candidate)) {
                return candidate;
            }
        }
        throw new IllegalStateException("256 candidates and no private key of " + name);
    }

    private boolean inRange(byte[] privateKey) {
        BigInteger scalar = scalar(privateKey);
        return scalar.signum() > 0 && scalar.compareTo(domain.getN()) < 0;
    }

    static BigInteger scalar(byte[] privateKey) {
        return new BigInteger(1, privateKey);
    }

    @Override
    public void checkPrivateKey(byte[] privateKey) throws CryptoException {
        if (privateKey.length != scalarLength) {
            throw new CryptoException(
                    "a private key of %d bytes; those of %s have %d"
                            .formatted(privateKey.length, name, scalarLength));
        }
        if (!inRange(privateKey)) {
            throw new CryptoException("a private key outside the range of " + name);
        }
    }

    @Override
    public byte[] publicKey(byte[] privateKey) {
        return new FixedPointCombMultiplier()
                .multiply(domain.getG(), scalar(privateKey))
                .normalize()
                .getEncoded(false);
    }

    @Override
    public void checkPublicKey(byte[] publicKey) throws CryptoException {
        point(publicKey);
    }

    /// A peer's public key as a point of the curve that is not the identity.
    ECPoint point(byte[] publicKey) throws CryptoException {
        if (publicKey.length != publicKeyLength || publicKey[0] != UNCOMPRESSED) {
            throw new CryptoException("a public key that is no uncompressed point of " + name);
        }
        try {
            return domain.getCurve().decodePoint(publicKey);
        } catch (IllegalArgumentException _) {
            throw new CryptoException("a public key that is not on " + name);
        }
    }

    @Override
    public byte[] agree(byte[] privateKey, byte[] publicKey) throws CryptoException {
        return x(ECAlgorithms.multiplySecret(point(publicKey), scalar(privateKey), domain.getN()));
    }

    private byte[] x(ECPoint shared) {
        return BigIntegers.asUnsignedByteArray(
                scalarLength, shared.normalize().getAffineXCoord().toBigInteger());
    }

    /// In the way that a private key is multiplied with the base point: by a table that Bouncy Castle keeps with the
    /// point, and looks up without a trace in the cache.
    @Override
    public Peer peer(byte[] publicKey) throws CryptoException {
        ECPoint point = point(publicKey);
        return privateKey -> x(new FixedPointCombMultiplier().multiply(point, scalar(privateKey)));
    }

    @Override
    public String toString() {
        return name;
    }
}
