package io.slimconsole.session.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slimconsole.node.name.Name;
import io.slimconsole.node.name.NameId;

import net.openhft.hashing.LongTupleHashFunction;

import java.math.BigInteger;

/// The ids that follow from an identity: of an application's instance, and of the channels of a group.
///
/// @see "session.md 1.2, 1.6"
public final class InstanceIds {
    private static final BigInteger TWO_TO_64 = BigInteger.ONE.shiftLeft(Long.SIZE);
    private static final BigInteger LARGEST =
            BigInteger.ONE.shiftLeft(2 * Long.SIZE).subtract(BigInteger.ONE);

    /// Ids from this one on are reserved.
    private static final BigInteger RESERVED = LARGEST.subtract(BigInteger.valueOf(50));

    private static final int SALTS = 10;

    private InstanceIds() {}

    /// @param identity the subject of its tokens
    public static NameId ofIdentity(String identity) {
        BigInteger hash = hash(identity, 0);
        return id(hash.compareTo(RESERVED) >= 0 ? hash.mod(RESERVED) : hash);
    }

    /// The two channels of a group: equal but for their ids.
    public record ChannelNames(Name data, Name control) {}

    /// @param identity the moderator's
    /// @param channel whose id does not matter
    public static ChannelNames channels(String identity, Name channel) {
        String prefix = identity + "/" + channel.prefix();
        for (int salt = 0; salt <= SALTS; salt++) {
            NameId data = channelId(prefix + "/data", salt);
            NameId control = channelId(prefix + "/control", salt);
            if (!data.equals(control)) {
                return new ChannelNames(channel.withId(data), channel.withId(control));
            }
        }
        throw new IllegalStateException("no two ids for the channels of " + prefix);
    }

    private static NameId channelId(String text, long seed) {
        BigInteger hash = hash(text, seed);
        return id(
                hash.compareTo(RESERVED) >= 0
                        ? hash.mod(RESERVED.subtract(BigInteger.ONE)).add(BigInteger.ONE)
                        : hash);
    }

    /// XXH3 with 128 bits.
    private static BigInteger hash(String text, long seed) {
        var result = new long[2];
        LongTupleHashFunction.xx128(seed).hashBytes(text.getBytes(UTF_8), result);
        return unsigned(result[1]).shiftLeft(Long.SIZE).or(unsigned(result[0]));
    }

    private static BigInteger unsigned(long value) {
        BigInteger signed = BigInteger.valueOf(value);
        return value < 0 ? signed.add(TWO_TO_64) : signed;
    }

    private static NameId id(BigInteger value) {
        return new NameId(value.shiftRight(Long.SIZE).longValue(), value.longValue());
    }
}
