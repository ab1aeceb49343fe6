package io.slimconsole.session;

import com.google.protobuf.ByteString;

import io.slimconsole.node.NodeLimits;
import io.slimconsole.node.wire.SlimMessage;
import io.slimconsole.session.identity.Identity;
import io.slimconsole.session.network.Network;
import io.slimconsole.session.network.NetworkException;
import io.slimconsole.session.wire.SessionCodec;
import io.slimconsole.session.wire.SessionMessage;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Optional;

/// Sends messages in our name: with a token of this moment, commands with a signature.
///
/// @see "session.md 2.2"
final class Speaker {
    private static final Logger log = LoggerFactory.getLogger(Speaker.class);

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
        return send(SessionCodec.encode(message, token, signature(message, token)));
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
        return send(SessionCodec.encode(sealed, token, Optional.empty()));
    }

    /// What the network can't take at the moment is lost on its way, as it might be later: what
    /// matters is said again.
    private boolean send(SlimMessage message) {
        if (message.size() > NodeLimits.MAX_MESSAGE_BYTES) {
            log.atWarn().log("{} is too large for any node, and was not sent", message);
            return false;
        }
        try {
            return attachment.send(message);
        } catch (NetworkException e) {
            log.atDebug().setCause(e).log("{} was not sent", message);
            return false;
        }
    }
}
