package io.slimconsole.mls.tree;

import io.slimconsole.mls.codec.DecodeException;
import io.slimconsole.mls.codec.Encodable;
import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.codec.Reader;
import io.slimconsole.mls.codec.Writer;

import java.util.List;

/// Who a member says it is.
///
/// @see "RFC 9420 §5.3"
public sealed interface Credential extends Encodable {
    int BASIC = 1;
    int X509 = 2;

    int type();

    /// An identity that the application gives a meaning to.
    record Basic(Opaque identity) implements Credential {
        @Override
        public int type() {
            return BASIC;
        }

        @Override
        public void writeTo(Writer out) {
            out.uint16(BASIC).struct(identity);
        }
    }

    /// A chain of certificates in DER. It is read and written, and refused by every group of ours.
    record X509(List<Opaque> certificates) implements Credential {
        public X509 {
            certificates = List.copyOf(certificates);
        }

        @Override
        public int type() {
            return X509;
        }

        @Override
        public void writeTo(Writer out) {
            out.uint16(X509).vector(certificates);
        }
    }

    static Credential read(Reader in) throws DecodeException {
        int type = in.uint16();
        return switch (type) {
            case BASIC -> new Basic(Opaque.read(in));
            case X509 -> new X509(in.vector(Opaque::read));
            default -> throw new DecodeException("a credential of the unknown type " + type);
        };
    }
}
