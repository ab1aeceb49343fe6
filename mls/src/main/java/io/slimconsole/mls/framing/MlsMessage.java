package io.slimconsole.mls.framing;

import io.slimconsole.mls.codec.DecodeException;
import io.slimconsole.mls.codec.Encodable;
import io.slimconsole.mls.codec.Reader;
import io.slimconsole.mls.codec.Writer;

/// A message as it goes over the wire.
///
/// @see "RFC 9420 §6"
public record MlsMessage(Body body) implements Encodable {
    /// One of the five things that a message can be.
    public sealed interface Body extends Encodable
            permits PublicMessage, PrivateMessage, Welcome, GroupInfo, KeyPackage {
        WireFormat wireFormat();
    }

    /// Checks that it is well-formed, and nothing else.
    public static MlsMessage decode(byte[] bytes) throws DecodeException {
        return Reader.decode(bytes, MlsMessage::read);
    }

    static MlsMessage read(Reader in) throws DecodeException {
        Protocol.requireVersion(in.uint16());
        return new MlsMessage(
                switch (WireFormat.read(in)) {
                    case PUBLIC_MESSAGE -> PublicMessage.read(in);
                    case PRIVATE_MESSAGE -> PrivateMessage.read(in);
                    case WELCOME -> Welcome.read(in);
                    case GROUP_INFO -> GroupInfo.read(in);
                    case KEY_PACKAGE -> KeyPackage.read(in);
                });
    }

    @Override
    public int likelySize() {
        return 4 + body.likelySize();
    }

    @Override
    public void writeTo(Writer out) {
        out.uint16(Protocol.VERSION).uint16(body.wireFormat().number()).struct(body);
    }
}
