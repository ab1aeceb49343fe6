package io.slimconsole.session;

import com.google.protobuf.ByteString;

import io.slimconsole.session.identity.Identity;
import io.slimconsole.session.network.Network;
import io.slimconsole.session.wire.SessionCodec;
import io.slimconsole.session.wire.SessionMessage;

import java.util.Optional;

/// Sends messages in our name: with a token of this moment, commands with a signature.
///
/// @see "session.md 2.2"
final class Speaker {
    private final Identity identity;
    private final Network.Attachment attachment;

    Speaker(Identity identity, Network.Attachment attachment) {
        this.identity = identity;
        this.attachment = attachment;
    }

    /// Encrypts what is in a message, with the header that goes along in the clear.
    @FunctionalInterface
    interface Sealing {
        SessionMessage seal(SessionMessage plain, byte[] header);
    }

    /// @return whether it is known that nobody has that name
    boolean command(SessionMessage message) {
        String token = identity.token();
        return attachment.send(SessionCodec.encode(message, token, signature(message, token)));
    }

    private Optional<ByteString> signature(SessionMessage message, String token) {
        return identity.signs()
                ? Optional.of(identity.signingKey().sign(SessionCodec.headerAad(message, token)))
                : Optional.empty();
    }

    /// @return whether it is known that nobody has that name
    boolean data(SessionMessage plain, Sealing sealing) {
        String token = identity.token();
        SessionMessage sealed = sealing.seal(plain, SessionCodec.headerAad(plain, token));
        return attachment.send(SessionCodec.encode(sealed, token, Optional.empty()));
    }
}
