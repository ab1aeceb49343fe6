package io.slimconsole.mls.crypto;

import org.bouncycastle.math.ec.AbstractECMultiplier;
import org.bouncycastle.math.ec.ECCurve;
import org.bouncycastle.math.ec.ECLookupTable;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.PreCompInfo;
import org.bouncycastle.util.BigIntegers;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Multiplies a base point with secret numbers: public keys, and what ECDSA signs with. For P-256 in two thirds of the time
/// that Bouncy Castle's own multiplier takes, with its arithmetic and its lookups, which leave no trace in the cache.
///
/// Four bits of the number choose one of sixteen multiples of 16^i times the point, for each i, and these are added up:
/// there is nothing to double. For every number it is the same sequence of operations, since no digit is zero: with
/// `u = (k + 16^m - 1) / 2`, an odd `k` is the sum of `(2 u_i - 15) 16^i`, where `u_i` are the hexadecimal digits of `u`. An
/// even number is replaced by the order less it, and the result negated.
final class BasePointMultiplier extends AbstractECMultiplier {
    private static final int BITS = 4;
    private static final int DIGITS = 1 << BITS;
    private static final String NAME = "multiples of powers of sixteen";

    /// @param byPower for each i, the odd multiples from -15 to 15 of 16^i times the point
    /// @param digitsLess 16^m - 1
    private record Tables(List<ECLookupTable> byPower, BigInteger digitsLess)
            implements PreCompInfo {}

    @Override
    protected ECPoint multiplyPositive(ECPoint point, BigInteger number) {
        ECCurve curve = point.getCurve();
        // made the first time, and kept by Bouncy Castle with the point
        var tables =
                (Tables) curve.precompute(point, NAME, known -> known == null ? of(point) : known);
        int odd = number.testBit(0) ? 1 : 0;
        BigInteger[] candidates = {curve.getOrder().subtract(number), number};
        BigInteger sum = candidates[odd].add(tables.digitsLess).shiftRight(1);
        byte[] digits =
                BigIntegers.asUnsignedByteArray(Math.ceilDiv(tables.byPower.size(), 2), sum);
        ECPoint result = tables.byPower.get(0).lookup(digit(digits, 0));
        for (int i = 1; i < tables.byPower.size(); i++) {
            result = result.add(tables.byPower.get(i).lookup(digit(digits, i)));
        }
        Arrays.fill(digits, (byte) 0);
        ECPoint[] results = {result.negate(), result};
        return results[odd];
    }

    /// @param number big-endian
    private static int digit(byte[] number, int at) {
        int both = number[number.length - 1 - at / 2];
        return (both >>> (BITS * (at & 1))) & (DIGITS - 1);
    }

    private static Tables of(ECPoint point) {
        ECCurve curve = point.getCurve();
        int powers = Math.ceilDiv(curve.getOrder().bitLength(), BITS);
        var points = new ECPoint[powers * DIGITS];
        ECPoint power = point;
        for (int i = 0; i < powers; i++) {
            int middle = i * DIGITS + DIGITS / 2;
            ECPoint twice = power.twice();
            ECPoint multiple = power;
            for (int j = 0; j < DIGITS / 2; j++) {
                points[middle + j] = multiple;
                points[middle - 1 - j] = multiple.negate();
                multiple = multiple.add(twice);
            }
            power = power.timesPow2(BITS);
        }
        curve.normalizeAll(points);
        var byPower = new ArrayList<ECLookupTable>();
        for (int i = 0; i < powers; i++) {
            byPower.add(curve.createCacheSafeLookupTable(points, i * DIGITS, DIGITS));
        }
        return new Tables(
                List.copyOf(byPower),
                BigInteger.ONE.shiftLeft(BITS * powers).subtract(BigInteger.ONE));
    }
}
