package io.slimconsole.mls.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import static java.math.BigInteger.ONE;
import static java.math.BigInteger.TWO;
import static java.math.BigInteger.ZERO;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.bouncycastle.math.ec.rfc7748.X448;
import org.bouncycastle.util.BigIntegers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// What a peer may send in place of a key or a signature, each beside the genuine one.
final class RefusalTest {
    private static final byte[] TEXT = {1, 2, 3};
    private static final int GARBAGE = 2_000;

    record Nist(CipherSuite suite, PrimeCurve curve) {
        @Override
        public String toString() {
            return curve.toString();
        }

        int scalarLength() {
            return Math.ceilDiv(order().bitLength(), 8);
        }

        BigInteger order() {
            return curve.domain().getN();
        }

        BigInteger prime() {
            return curve.domain().getCurve().getField().getCharacteristic();
        }
    }

    static List<Nist> primeCurves() {
        return List.of(
                new Nist(CipherSuite.MLS_128_DHKEMP256_AES128GCM_SHA256_P256, PrimeCurve.p256()),
                new Nist(CipherSuite.MLS_256_DHKEMP384_AES256GCM_SHA384_P384, PrimeCurve.p384()),
                new Nist(CipherSuite.MLS_256_DHKEMP521_AES256GCM_SHA512_P521, PrimeCurve.p521()));
    }

    static List<CipherSuite> suites() {
        return CipherSuite.all();
    }

    static List<CipherSuite> edwardsSuites() {
        return List.of(
                CipherSuite.MLS_128_DHKEMX25519_AES128GCM_SHA256_ED25519,
                CipherSuite.MLS_256_DHKEMX448_AES256GCM_SHA512_ED448);
    }

    @ParameterizedTest
    @MethodSource("primeCurves")
    void whatIsNoPointIsNoPublicKey(Nist nist) throws CryptoException {
        CipherSuite suite = nist.suite();
        byte[] genuine = suite.generateKeyPair().publicKey();
        int length = nist.scalarLength();
        byte[] x = Arrays.copyOfRange(genuine, 1, 1 + length);
        byte[] y = Arrays.copyOfRange(genuine, 1 + length, genuine.length);
        int odd = y[length - 1] & 1;
        byte[] shifted = genuine.clone();
        shifted[genuine.length - 1] ^= 1;

        var wrong = new LinkedHashMap<String, byte[]>();
        wrong.put("nothing", new byte[0]);
        wrong.put("the identity", new byte[] {0});
        wrong.put("the identity, filled up", new byte[genuine.length]);
        wrong.put("zeros for coordinates", first(4, new byte[2 * length]));
        wrong.put("one byte less", Arrays.copyOf(genuine, genuine.length - 1));
        wrong.put("one byte more", Arrays.copyOf(genuine, genuine.length + 1));
        wrong.put("a compressed point", first(2 + odd, x));
        wrong.put("a hybrid point", first(6 + odd, Arrays.copyOfRange(genuine, 1, genuine.length)));
        wrong.put("beside the curve", shifted);
        wrong.put("a coordinate that is too large", first(4, concat(prime(nist), y)));
        wrong.put("another curve's", other(nist).suite().generateKeyPair().publicKey());

        refuseAsKemKeys(suite, wrong);
        refuseAsSignatureKeys(suite, wrong);
        suite.checkPublicKey(genuine);
    }

    private static byte[] prime(Nist nist) {
        return BigIntegers.asUnsignedByteArray(nist.scalarLength(), nist.prime());
    }

    private static Nist other(Nist nist) {
        return primeCurves().stream()
                .filter(one -> one.suite() != nist.suite())
                .findFirst()
                .orElseThrow();
    }

    /// RFC 7748 reads a number modulo the prime and, for X25519, without its highest bit: each has more than one form.
    @ParameterizedTest
    @MethodSource("edwardsSuites")
    void aPublicKeyOfSmallOrderIsRefused(CipherSuite suite) throws CryptoException {
        boolean small = suite.id() == 1;
        int length = small ? X25519.POINT_SIZE : X448.POINT_SIZE;
        BigInteger prime =
                small
                        ? TWO.pow(255).subtract(BigInteger.valueOf(19))
                        : TWO.pow(448).subtract(TWO.pow(224)).subtract(ONE);
        var wrong = new LinkedHashMap<String, byte[]>();
        for (BigInteger u : List.of(ZERO, ONE, prime.subtract(ONE), prime, prime.add(ONE))) {
            wrong.put(u.toString(16), littleEndian(u, length));
        }
        if (small) {
            for (String u :
                    List.of(
                            "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
                            "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157")) {
                wrong.put(u, HexFormat.of().parseHex(u));
            }
            for (Map.Entry<String, byte[]> one : List.copyOf(wrong.entrySet())) {
                byte[] highBit = one.getValue().clone();
                highBit[31] |= (byte) 0x80;
                wrong.put(one.getKey() + " and the highest bit", highBit);
            }
        }

        wrong.forEach((what, key) -> assertThat(agreementIsZero(key)).as(what).isTrue());
        refuseAsKemKeys(suite, wrong);
        suite.checkPublicKey(suite.generateKeyPair().publicKey());
        assertThat(agreementIsZero(suite.generateKeyPair().publicKey())).isFalse();
    }

    private static boolean agreementIsZero(byte[] publicKey) {
        byte[] key = Randomness.bytes(publicKey.length);
        byte[] result = new byte[publicKey.length];
        return publicKey.length == X25519.POINT_SIZE
                ? !X25519.calculateAgreement(key, 0, publicKey, 0, result, 0)
                : !X448.calculateAgreement(key, 0, publicKey, 0, result, 0);
    }

    @ParameterizedTest
    @MethodSource("edwardsSuites")
    void aPublicKeyOfAnotherLengthIsRefused(CipherSuite suite) throws CryptoException {
        byte[] genuine = suite.generateKeyPair().publicKey();

        refuseAsKemKeys(
                suite,
                Map.of(
                        "nothing", new byte[0],
                        "one byte less", Arrays.copyOf(genuine, genuine.length - 1),
                        "one byte more", Arrays.copyOf(genuine, genuine.length + 1)));
        suite.checkPublicKey(genuine);
    }

    private static void refuseAsKemKeys(CipherSuite suite, Map<String, byte[]> wrong)
            throws CryptoException {
        HpkeKeyPair pair = suite.generateKeyPair();
        byte[] ciphertext = suite.encryptWithLabel(pair.publicKey(), "", TEXT, TEXT).ciphertext();
        wrong.forEach(
                (what, key) -> {
                    var sealed = new HpkeCiphertext(key, ciphertext);
                    refused(what, () -> suite.checkPublicKey(key));
                    refused(what, () -> suite.encryptWithLabel(key, "", TEXT, TEXT));
                    refused(
                            what,
                            () -> suite.decryptWithLabel(pair.privateKey(), "", TEXT, sealed));
                });
    }

    private static void refused(String what, ThrowingCallable call) {
        assertThatExceptionOfType(CryptoException.class)
                .as(what)
                .isThrownBy(call)
                .withMessageStartingWith("a public key ");
    }

    private static void refuseAsSignatureKeys(CipherSuite suite, Map<String, byte[]> wrong) {
        byte[] signature =
                suite.signWithLabel(suite.generateSignatureKeyPair().privateKey(), "", TEXT);
        wrong.forEach(
                (what, key) ->
                        assertThat(suite.verifyWithLabel(key, "", TEXT, signature))
                                .as(what)
                                .isFalse());
    }

    @ParameterizedTest
    @MethodSource("primeCurves")
    void aPrivateKeyIsInItsRange(Nist nist) throws CryptoException {
        int length = nist.scalarLength();
        var wrong =
                Map.of(
                        "zero", new byte[length],
                        "the order", BigIntegers.asUnsignedByteArray(length, nist.order()),
                        "one byte less", Randomness.bytes(length - 1),
                        "one byte more", first(0, first(1, new byte[length - 1])));
        byte[] largest = BigIntegers.asUnsignedByteArray(length, nist.order().subtract(ONE));

        refuseAsPrivateKeys(nist.suite(), wrong);
        assertThat(nist.suite().hpkePrivateKey(largest).secret())
                .isEqualTo(Secret.ofBytes(largest));
        assertThat(nist.suite().signaturePrivateKey(largest).secret())
                .isEqualTo(Secret.ofBytes(largest));
    }

    @ParameterizedTest
    @MethodSource("edwardsSuites")
    void aPrivateKeyHasItsLength(CipherSuite suite) {
        refuseAsPrivateKeys(
                suite,
                Map.of(
                        "nothing",
                        new byte[0],
                        "too short",
                        new byte[31],
                        "too long",
                        new byte[64]));
    }

    private static void refuseAsPrivateKeys(CipherSuite suite, Map<String, byte[]> wrong) {
        wrong.forEach(
                (what, key) -> {
                    assertThatExceptionOfType(CryptoException.class)
                            .as(what)
                            .isThrownBy(() -> suite.hpkePrivateKey(key));
                    assertThatExceptionOfType(CryptoException.class)
                            .as(what)
                            .isThrownBy(() -> suite.signaturePrivateKey(key));
                });
    }

    /// The numbers stay the genuine ones wherever the form allows it, so that the form alone is what is refused.
    @ParameterizedTest
    @MethodSource("primeCurves")
    void aSignatureHasOneForm(Nist nist) throws Exception {
        CipherSuite suite = nist.suite();
        SignatureKeyPair pair = suite.generateSignatureKeyPair();
        byte[] genuine = suite.signWithLabel(pair.privateKey(), "", TEXT);
        EcdsaSignature numbers = EcdsaSignature.decode(genuine);
        byte[] r = numbers.r().toByteArray();
        byte[] s = numbers.s().toByteArray();

        var wrong = new LinkedHashMap<String, byte[]>();
        wrong.put("nothing", new byte[0]);
        wrong.put("an empty sequence", new byte[] {0x30, 0});
        wrong.put("empty numbers", new byte[] {0x30, 4, 2, 0, 2, 0});
        wrong.put("a boolean for a number", new byte[] {0x30, 6, 1, 1, 0, 2, 1, 0});
        wrong.put("a byte behind", Arrays.copyOf(genuine, genuine.length + 1));
        wrong.put("a byte less", Arrays.copyOf(genuine, genuine.length - 1));
        wrong.put("a zero in front of r", sequence(false, integer(first(0, r)), integer(s)));
        wrong.put("a zero in front of s", sequence(false, integer(r), integer(first(0, s))));
        wrong.put("a third number", sequence(false, integer(r), integer(s), integer(r)));
        wrong.put("one number", sequence(false, integer(r)));
        wrong.put("a long length", sequence(true, integer(r), integer(s)));
        wrong.put("an endless sequence", endless(integer(r), integer(s)));
        wrong.put("a set", tagged(0x31, genuine));
        wrong.put(
                "the numbers without DER",
                concat(fixed(nist, numbers.r()), fixed(nist, numbers.s())));
        wrong.put("a length without end", new byte[] {0x30, (byte) 0x84, 127, -1, -1, -1});
        numbersOutOfRange(nist, numbers)
                .forEach((what, number) -> wrong.put(what, number.encoded()));

        wrong.forEach(
                (what, signature) ->
                        assertThat(suite.verifyWithLabel(pair.publicKey(), "", TEXT, signature))
                                .as(what)
                                .isFalse());
        assertThat(sequence(false, integer(r), integer(s))).isEqualTo(genuine);
        assertThat(suite.verifyWithLabel(pair.publicKey(), "", TEXT, genuine)).isTrue();
    }

    private static Map<String, EcdsaSignature> numbersOutOfRange(
            Nist nist, EcdsaSignature numbers) {
        BigInteger r = numbers.r();
        BigInteger s = numbers.s();
        BigInteger order = nist.order();
        return Map.of(
                "r = 0", new EcdsaSignature(ZERO, s),
                "s = 0", new EcdsaSignature(r, ZERO),
                "both 0", new EcdsaSignature(ZERO, ZERO),
                "r + n", new EcdsaSignature(r.add(order), s),
                "s + n", new EcdsaSignature(r, s.add(order)),
                "r - n", new EcdsaSignature(r.subtract(order), s),
                "s - n", new EcdsaSignature(r, s.subtract(order)));
    }

    /// Whose public key is the identity has "signed" everything with R = identity and S = 0.
    @ParameterizedTest
    @MethodSource("edwardsSuites")
    void theIdentitySignsNothing(CipherSuite suite) {
        int length = suite.generateSignatureKeyPair().publicKey().length;
        byte[] identity = new byte[length];
        identity[0] = 1;
        byte[] signature = Arrays.copyOf(identity, 2 * length);

        assertThat(suite.verifyWithLabel(identity, "", TEXT, signature)).isFalse();
    }

    /// S and S + L name one number; RFC 8032 §5.1.7 and §5.2.7 allow the smaller.
    @ParameterizedTest
    @MethodSource("edwardsSuites")
    void aSignatureHasOneFormOnEdwardsCurvesToo(CipherSuite suite) {
        SignatureKeyPair pair = suite.generateSignatureKeyPair();
        byte[] genuine = suite.signWithLabel(pair.privateKey(), "", TEXT);
        int half = genuine.length / 2;
        BigInteger order =
                suite.id() == 1
                        ? TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"))
                        : TWO.pow(446)
                                .subtract(
                                        new BigInteger(
                                                "138180668098951153520073867485154268803"
                                                        + "36692474882178609894547503885"));
        var s = new BigInteger(1, reversed(Arrays.copyOfRange(genuine, half, genuine.length)));
        byte[] larger = concat(Arrays.copyOf(genuine, half), littleEndian(s.add(order), half));

        assertThat(s).isLessThan(order);
        assertThat(suite.verifyWithLabel(pair.publicKey(), "", TEXT, larger)).isFalse();
        assertThat(
                        suite.verifyWithLabel(
                                pair.publicKey(),
                                "",
                                TEXT,
                                Arrays.copyOf(genuine, genuine.length + 1)))
                .isFalse();
        assertThat(
                        suite.verifyWithLabel(
                                Arrays.copyOf(pair.publicKey(), half + 1), "", TEXT, genuine))
                .isFalse();
        assertThat(suite.verifyWithLabel(pair.publicKey(), "", TEXT, genuine)).isTrue();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void garbageIsRefusedWithoutAnythingElse(long seed) {
        var random = new Random(seed);
        for (CipherSuite suite : CipherSuite.all()) {
            SignatureKeyPair pair = suite.generateSignatureKeyPair();
            byte[] publicKey = pair.publicKey();
            byte[] genuine = suite.signWithLabel(pair.privateKey(), "", TEXT);
            for (int i = 0; i < GARBAGE / CipherSuite.all().size(); i++) {
                byte[] signature = spoiled(genuine, random);
                byte[] key = spoiled(publicKey, random);
                boolean genuineKey = Arrays.equals(key, publicKey);
                boolean genuineSignature = Arrays.equals(signature, genuine);

                assertThat(suite.verifyWithLabel(publicKey, "", TEXT, signature))
                        .isEqualTo(genuineSignature);
                assertThat(suite.verifyWithLabel(key, "", TEXT, genuine)).isEqualTo(genuineKey);
                assertThatCode(() -> suite.checkPublicKey(key))
                        .satisfiesAnyOf(
                                thrown -> assertThat(thrown).isNull(),
                                thrown -> assertThat(thrown).isInstanceOf(CryptoException.class));
            }
        }
    }

    /// Some bytes changed, some cut off or put behind.
    private static byte[] spoiled(byte[] genuine, Random random) {
        byte[] result =
                random.nextInt(4) == 0
                        ? Arrays.copyOf(genuine, random.nextInt(2 * genuine.length))
                        : genuine.clone();
        for (int i = random.nextInt(4); i > 0 && result.length > 0; i--) {
            int range = random.nextBoolean() ? Math.min(8, result.length) : result.length;
            result[random.nextInt(range)] = (byte) random.nextInt();
        }
        return result;
    }

    private static byte[] integer(byte... content) {
        return concat(new byte[] {2, (byte) content.length}, content);
    }

    /// @param longer with a byte more for the length than DER allows
    private static byte[] sequence(boolean longer, byte[]... parts) {
        byte[] content = concat(parts);
        byte[] length;
        if (content.length > 127) {
            length =
                    longer
                            ? new byte[] {(byte) 0x82, 0, (byte) content.length}
                            : new byte[] {(byte) 0x81, (byte) content.length};
        } else {
            length =
                    longer
                            ? new byte[] {(byte) 0x81, (byte) content.length}
                            : new byte[] {(byte) content.length};
        }
        return concat(new byte[] {0x30}, length, content);
    }

    /// BER's form without a length, which ends with two zeros.
    private static byte[] endless(byte[]... parts) {
        return concat(new byte[] {0x30, (byte) 0x80}, concat(parts), new byte[2]);
    }

    private static byte[] tagged(int tag, byte[] der) {
        byte[] result = der.clone();
        result[0] = (byte) tag;
        return result;
    }

    private static byte[] fixed(Nist nist, BigInteger number) {
        return BigIntegers.asUnsignedByteArray(nist.scalarLength(), number);
    }

    private static byte[] first(int first, byte[] rest) {
        return concat(new byte[] {(byte) first}, rest);
    }

    private static byte[] littleEndian(BigInteger number, int length) {
        return reversed(BigIntegers.asUnsignedByteArray(length, number));
    }

    private static byte[] reversed(byte[] bytes) {
        return org.bouncycastle.util.Arrays.reverse(bytes);
    }

    private static byte[] concat(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
