package io.slimconsole.mls.crypto;

import static java.math.BigInteger.ONE;
import static java.math.BigInteger.TWO;
import static java.math.BigInteger.ZERO;

import org.bouncycastle.math.ec.rfc7748.X25519;
import org.bouncycastle.math.ec.rfc7748.X448;
import org.bouncycastle.util.Arrays;

import java.math.BigInteger;
import java.util.Set;

/// The curves of RFC 7748. Every string of the right length is a private key, and a public key unless its order is small:
/// with such a one, whoever knows the curve knows the secret.
///
/// @see "RFC 9180 §7.1.4"
final class MontgomeryCurve implements DhGroup {
    private final String name;
    private final int length;
    private final BigInteger prime;
    private final int bits;
    private final Set<BigInteger> smallOrder;
    private final PublicKey publicKey;
    private final Agreement agreement;

    private MontgomeryCurve(
            String name,
            int length,
            BigInteger prime,
            Set<BigInteger> smallOrder,
            PublicKey publicKey,
            Agreement agreement) {
        this.name = name;
        this.length = length;
        this.prime = prime;
        this.bits = prime.bitLength();
        this.smallOrder = smallOrder;
        this.publicKey = publicKey;
        this.agreement = agreement;
    }

    private interface PublicKey {
        void compute(byte[] privateKey, int at, byte[] result, int resultAt);
    }

    private interface Agreement {
        /// @return false if the result is zero
        boolean compute(
                byte[] privateKey, int at, byte[] publicKey, int keyAt, byte[] to, int toAt);
    }

    static MontgomeryCurve x25519() {
        BigInteger prime = TWO.pow(255).subtract(BigInteger.valueOf(19));
        return new MontgomeryCurve(
                "X25519",
                X25519.POINT_SIZE,
                prime,
                // the identity and the points of order 2, 4 and 8, of the curve and its twist
                Set.of(
                        ZERO,
                        ONE,
                        prime.subtract(ONE),
                        new BigInteger(
                                "00b8495f16056286fdb1329ceb8d09da6ac49ff1fae35616aeb8413b7c7aebe0",
                                16),
                        new BigInteger(
                                "57119fd0dd4e22d8868e1c58c45c44045bef839c55b1d0b1248c50a3bc959c5f",
                                16)),
                X25519::scalarMultBase,
                X25519::calculateAgreement);
    }

    static MontgomeryCurve x448() {
        BigInteger prime = TWO.pow(448).subtract(TWO.pow(224)).subtract(ONE);
        return new MontgomeryCurve(
                "X448",
                X448.POINT_SIZE,
                prime,
                // the identity and the points of order 2 and 4, of the curve and its twist
                Set.of(ZERO, ONE, prime.subtract(ONE)),
                X448::scalarMultBase,
                X448::calculateAgreement);
    }

    @Override
    public byte[] generatePrivateKey() {
        return Randomness.bytes(length);
    }

    @Override
    public byte[] derivePrivateKey(Candidates candidates) {
        return candidates.expand("sk", new byte[0], length);
    }

    @Override
    public void checkPrivateKey(byte[] privateKey) throws CryptoException {
        if (privateKey.length != length) {
            throw new CryptoException(
                    "a private key of %d bytes; those of %s have %d"
                            .formatted(privateKey.length, name, length));
        }
    }

    @Override
    public byte[] publicKey(byte[] privateKey) {
        byte[] result = new byte[length];
        publicKey.compute(privateKey, 0, result, 0);
        return result;
    }

    @Override
    public void checkPublicKey(byte[] publicKey) throws CryptoException {
        if (publicKey.length != length) {
            throw new CryptoException(
                    "a public key of %d bytes; those of %s have %d"
                            .formatted(publicKey.length, name, length));
        }
        // as RFC 7748 reads it: little-endian, without the bits beyond the prime's, modulo the
        // prime
        var u = new BigInteger(1, Arrays.reverse(publicKey));
        if (smallOrder.contains(u.mod(TWO.pow(bits)).mod(prime))) {
            throw new CryptoException("a public key of small order on " + name);
        }
    }

    @Override
    public byte[] agree(byte[] privateKey, byte[] publicKey) throws CryptoException {
        checkPublicKey(publicKey);
        byte[] result = new byte[length];
        if (!agreement.compute(privateKey, 0, publicKey, 0, result, 0)) {
            throw new CryptoException("a public key of small order on " + name);
        }
        return result;
    }

    @Override
    public Peer peer(byte[] publicKey) throws CryptoException {
        checkPublicKey(publicKey);
        byte[] copy = publicKey.clone();
        return privateKey -> agree(privateKey, copy);
    }

    @Override
    public String toString() {
        return name;
    }
}
