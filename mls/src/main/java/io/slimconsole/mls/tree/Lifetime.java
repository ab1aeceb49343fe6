package io.slimconsole.mls.tree;

import io.slimconsole.mls.codec.DecodeException;
import io.slimconsole.mls.codec.Encodable;
import io.slimconsole.mls.codec.Reader;
import io.slimconsole.mls.codec.Writer;

import java.time.Instant;

/// When a key package may be used.
///
/// @param notBefore in seconds since 1970, unsigned
/// @param notAfter in seconds since 1970, unsigned
/// @see "RFC 9420 §7.2"
public record Lifetime(long notBefore, long notAfter) implements Encodable {
    public static Lifetime read(Reader in) throws DecodeException {
        return new Lifetime(in.uint64(), in.uint64());
    }

    @Override
    public void writeTo(Writer out) {
        out.uint64(notBefore).uint64(notAfter);
    }

    public boolean includes(Instant time) {
        long seconds = time.getEpochSecond();
        return Long.compareUnsigned(notBefore, seconds) <= 0
                && Long.compareUnsigned(seconds, notAfter) <= 0;
    }
}
