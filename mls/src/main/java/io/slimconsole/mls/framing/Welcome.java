package io.slimconsole.mls.framing;

import io.slimconsole.mls.codec.DecodeException;
import io.slimconsole.mls.codec.Encodable;
import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.codec.Reader;
import io.slimconsole.mls.codec.Writer;
import io.slimconsole.mls.crypto.HpkeCiphertext;

import java.util.List;

/// What lets new members in: for each of them the secrets, sealed for its key package; for all of them the group info.
///
/// @see "RFC 9420 §12.4.3.1"
public record Welcome(int cipherSuite, List<ForMember> secrets, Opaque encryptedGroupInfo)
        implements MlsMessage.Body {
    public Welcome {
        secrets = List.copyOf(secrets);
    }

    /// @param newMember the reference of its key package
    public record ForMember(Opaque newMember, HpkeCiphertext encryptedGroupSecrets)
            implements Encodable {
        static ForMember read(Reader in) throws DecodeException {
            return new ForMember(Opaque.read(in), HpkeCiphertext.read(in));
        }

        @Override
        public void writeTo(Writer out) {
            out.struct(newMember).struct(encryptedGroupSecrets);
        }
    }

    public static Welcome read(Reader in) throws DecodeException {
        return new Welcome(in.uint16(), in.vector(ForMember::read), Opaque.read(in));
    }

    @Override
    public WireFormat wireFormat() {
        return WireFormat.WELCOME;
    }

    @Override
    public int likelySize() {
        return 16 + 256 * secrets.size() + encryptedGroupInfo.size();
    }

    @Override
    public void writeTo(Writer out) {
        out.uint16(cipherSuite).vector(secrets).struct(encryptedGroupInfo);
    }
}
