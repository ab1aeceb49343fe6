package io.slimconsole.mls.tree;

import io.slimconsole.mls.codec.DecodeException;
import io.slimconsole.mls.codec.Encodable;
import io.slimconsole.mls.codec.Reader;
import io.slimconsole.mls.codec.Writer;

import java.time.Duration;
import java.time.Instant;

/// When a key package may be used.
///
/// @param notBefore in seconds since 1970, unsigned
/// @param notAfter in seconds since 1970, unsigned
/// @see "RFC 9420 §7.2"
public record Lifetime(long notBefore, long notAfter) implements Encodable {
    /// How long before now a new key package begins, for peers whose clocks are behind: they check it without tolerance.
    private static final Duration BEFORE = Duration.ofHours(1);

    private static final Duration AFTER = Duration.ofDays(365);

    /// From an hour ago until a year from now.
    public static Lifetime around(Instant now) {
        return new Lifetime(now.minus(BEFORE).getEpochSecond(), now.plus(AFTER).getEpochSecond());
    }

    public static Lifetime read(Reader in) throws DecodeException {
        return new Lifetime(in.uint64(), in.uint64());
    }

    @Override
    public void writeTo(Writer out) {
        out.uint64(notBefore).uint64(notAfter);
    }

    /// What [#notAfter] says, or the last instant there is if that is later.
    public Instant end() {
        return notAfter < 0 || notAfter > Instant.MAX.getEpochSecond()
                ? Instant.MAX
                : Instant.ofEpochSecond(notAfter);
    }

    public boolean includes(Instant time) {
        long seconds = time.getEpochSecond();
        return Long.compareUnsigned(notBefore, seconds) <= 0
                && Long.compareUnsigned(seconds, notAfter) <= 0;
    }
}
