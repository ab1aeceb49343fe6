package io.slimconsole.mls.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.math.ec.ECPoint;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

final class BasePointMultiplierTest {
    private static final long SEED = 20_261_127;
    private static final int RANDOM_NUMBERS = 200;

    static List<PrimeCurve> curves() {
        return List.of(PrimeCurve.p256(), PrimeCurve.p384(), PrimeCurve.p521());
    }

    /// The ends of the range, numbers of nothing but ones or zeros, single bits, and random ones.
    private static List<BigInteger> numbers(BigInteger order) {
        var numbers = new ArrayList<BigInteger>();
        for (int i = 0; i <= 32; i++) {
            numbers.add(BigInteger.valueOf(i));
            numbers.add(order.subtract(BigInteger.valueOf(i)));
            numbers.add(order.shiftRight(1).add(BigInteger.valueOf(i - 16)));
        }
        for (int bit = 0; bit < order.bitLength(); bit++) {
            BigInteger power = BigInteger.ONE.shiftLeft(bit);
            numbers.add(power);
            numbers.add(power.subtract(BigInteger.ONE));
        }
        var random = new Random(SEED);
        for (int i = 0; i < RANDOM_NUMBERS; i++) {
            numbers.add(new BigInteger(order.bitLength(), random).mod(order));
        }
        return numbers;
    }

    @ParameterizedTest
    @MethodSource("curves")
    void multipliesAsBouncyCastleDoes(PrimeCurve curve) {
        ECDomainParameters domain = curve.domain();
        var multiplier = new BasePointMultiplier();

        for (BigInteger number : numbers(domain.getN())) {
            ECPoint expected = domain.getG().multiply(number).normalize();
            assertThat(multiplier.multiply(domain.getG(), number).normalize())
                    .as(number.toString(16))
                    .isEqualTo(expected);
        }
    }

    /// Two threads may both make the tables; one of them is kept.
    @ParameterizedTest
    @MethodSource("curves")
    void isGoodForManyThreadsAtOnce(PrimeCurve curve) {
        ECDomainParameters domain = curve.domain();
        List<BigInteger> numbers = numbers(domain.getN()).subList(0, 100);

        List<ECPoint> found =
                numbers.parallelStream()
                        .map(each -> new BasePointMultiplier().multiply(domain.getG(), each))
                        .map(ECPoint::normalize)
                        .toList();

        assertThat(found)
                .isEqualTo(
                        numbers.stream()
                                .map(each -> domain.getG().multiply(each).normalize())
                                .toList());
    }
}
