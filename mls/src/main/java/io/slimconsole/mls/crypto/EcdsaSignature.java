package io.slimconsole.mls.crypto;

import io.slimconsole.mls.codec.DecodeException;
import io.slimconsole.mls.codec.Reader;
import io.slimconsole.mls.codec.Writer;

import java.math.BigInteger;
import java.util.Arrays;

/// The two numbers of an ECDSA signature, and `SEQUENCE { INTEGER r, INTEGER s }` in DER, of which there is one form for
/// each pair.
///
/// @see "RFC 9420 §5.1.2, RFC 3279 §2.2.3"
record EcdsaSignature(BigInteger r, BigInteger s) {
    private static final int SEQUENCE = 0x30;
    private static final int INTEGER = 0x02;
    private static final int LENGTH_IN_ONE_MORE_BYTE = 0x81;
    private static final int LONGEST_WITHOUT = 0x7f;

    static EcdsaSignature decode(byte[] der) throws DecodeException {
        var in = new Reader(der);
        expect(SEQUENCE, in.uint8());
        if (in.uint8() == LENGTH_IN_ONE_MORE_BYTE) {
            in.uint8();
        }
        var result = new EcdsaSignature(integer(in), integer(in));
        // this looks after everything that was passed over: lengths, leading zeros, bytes at the
        // end
        if (!Arrays.equals(result.encoded(), der)) {
            throw new DecodeException("a signature in another form than DER");
        }
        return result;
    }

    private static BigInteger integer(Reader in) throws DecodeException {
        expect(INTEGER, in.uint8());
        byte[] value = in.raw(in.uint8());
        return value.length == 0 ? BigInteger.ZERO : new BigInteger(value);
    }

    private static void expect(int tag, int found) throws DecodeException {
        if (found != tag) {
            throw new DecodeException("a signature with the tag %d for %d".formatted(found, tag));
        }
    }

    byte[] encoded() {
        byte[] first = r.toByteArray();
        byte[] second = s.toByteArray();
        int length = 2 + first.length + 2 + second.length;
        var out = new Writer().uint8(SEQUENCE);
        if (length > LONGEST_WITHOUT) {
            out.uint8(LENGTH_IN_ONE_MORE_BYTE);
        }
        return out.uint8(length)
                .uint8(INTEGER)
                .uint8(first.length)
                .raw(first)
                .uint8(INTEGER)
                .uint8(second.length)
                .raw(second)
                .toByteArray();
    }
}
