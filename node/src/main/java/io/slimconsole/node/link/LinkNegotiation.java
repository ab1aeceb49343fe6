package io.slimconsole.node.link;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;

import io.netty.buffer.ByteBuf;
import io.slimconsole.node.ConnectionType;
import io.slimconsole.node.LinkFacts;
import io.slimconsole.node.LinkFacts.KeyAgreement;
import io.slimconsole.node.link.NegotiationResult.Accepted;
import io.slimconsole.node.link.NegotiationResult.Rejected;
import io.slimconsole.node.wire.proto.Link;
import io.slimconsole.node.wire.proto.LinkNegotiationPayload;
import io.slimconsole.node.wire.proto.Message;

import java.security.GeneralSecurityException;
import java.util.Optional;

/// The acceptor's part of a link negotiation: the first message in, a reply or a refusal out.
///
/// Keeps no state between negotiations; usable on any thread. A negotiation costs a key generation and a key
/// agreement, well under a millisecond.
///
/// @see "data-plane.md 3.2, 3.5"
public final class LinkNegotiation {
    /// The SLIM version that we say we are; the other side shows it and never compares it.
    public static final String SLIM_VERSION = "2.3.0";

    /// A message with all its fields has some 1,500 bytes; what an unknown peer sends is not worth parsing beyond.
    static final int MESSAGE_BYTES = 16 * 1024;

    /// Texts that a peer gives itself are kept and shown, so they have to end somewhere.
    private static final int TEXT_CHARACTERS = 512;

    private final String nodeId;
    private final String domainName;
    private final boolean strict;

    /// @param domainName sent as `deployment_name`; may be empty
    /// @param strict whether a link without a header MAC is refused
    public LinkNegotiation(String nodeId, String domainName, boolean strict) {
        this.nodeId = nodeId;
        this.domainName = domainName;
        this.strict = strict;
    }

    /// Decides on the first message of a stream, which is left as it is.
    ///
    /// @param tls protocol and cipher suite of the connection, for the facts
    public NegotiationResult answer(ByteBuf first, Optional<String> tls) {
        if (first.readableBytes() > MESSAGE_BYTES) {
            return new Rejected(
                    "error reading link negotiation message: %d bytes, the limit is %d"
                            .formatted(first.readableBytes(), MESSAGE_BYTES));
        }
        Message message;
        try {
            message = Message.parseFrom(first.nioBuffer());
        } catch (InvalidProtocolBufferException e) {
            return new Rejected("error reading link negotiation message: " + e.getMessage());
        }
        if (!message.hasLink()) {
            return new Rejected("first message on remote link is not a link negotiation");
        }
        if (!message.getLink().hasLinkNegotiation()) {
            return new Rejected("missing link negotiation payload");
        }
        return answer(message.getLink().getLinkNegotiation(), tls);
    }

    private NegotiationResult answer(LinkNegotiationPayload request, Optional<String> tls) {
        if (request.getIsReply()) {
            return new Rejected("received link negotiation reply on incoming connection");
        }
        if (tooLong(request)) {
            return new Rejected(
                    "link negotiation request rejected (a text longer than %d characters)"
                            .formatted(TEXT_CHARACTERS));
        }
        if (!SemanticVersion.isValid(request.getSlimVersion())) {
            return new Rejected(
                    "unparsable remote SLIM version: \"%s\"".formatted(request.getSlimVersion()));
        }
        boolean keyOffered = request.getLinkEcdhPublicKey().size() == X25519.PUBLIC_KEY_BYTES;
        if (strict && !keyOffered) {
            return new Rejected("public key length is invalid");
        }
        if (request.getLinkId().isEmpty()) {
            return new Rejected("link negotiation request rejected (empty link_id or replay)");
        }
        Agreed agreed = Agreed.NOTHING;
        if (keyOffered) {
            try {
                agreed = agree(request);
            } catch (GeneralSecurityException _) {
                if (strict) {
                    return new Rejected("failed to derive header MAC from link ECDH (server path)");
                }
            }
        }
        return accept(request, agreed, tls);
    }

    static boolean tooLong(LinkNegotiationPayload message) {
        return message.getLinkId().length() > TEXT_CHARACTERS
                || message.getSlimVersion().length() > TEXT_CHARACTERS
                || message.getNodeId().length() > TEXT_CHARACTERS
                || message.getDeploymentName().length() > TEXT_CHARACTERS;
    }

    private static Agreed agree(LinkNegotiationPayload request) throws GeneralSecurityException {
        var own = X25519.generate();
        byte[] secret =
                X25519.agree(own.getPrivate(), request.getLinkEcdhPublicKey().toByteArray());
        var publicKey = ByteString.copyFrom(X25519.raw(own.getPublic()));
        if (request.getLinkKemPayload().size() != MlKem768.ENCAPSULATION_KEY_BYTES) {
            byte[] key = LinkKeys.classical(secret, request.getLinkId());
            return new Agreed(
                    KeyAgreement.X25519,
                    publicKey,
                    ByteString.EMPTY,
                    Optional.of(new HeaderMac(key, request.getLinkId())));
        }
        var kem = MlKem768.encapsulate(request.getLinkKemPayload().toByteArray());
        byte[] key = LinkKeys.hybrid(secret, kem.key().getEncoded(), request.getLinkId());
        return new Agreed(
                KeyAgreement.X25519_MLKEM768,
                publicKey,
                ByteString.copyFrom(kem.encapsulation()),
                Optional.of(new HeaderMac(key, request.getLinkId())));
    }

    private Accepted accept(LinkNegotiationPayload request, Agreed agreed, Optional<String> tls) {
        var reply =
                LinkNegotiationPayload.newBuilder()
                        .setLinkId(request.getLinkId())
                        .setSlimVersion(SLIM_VERSION)
                        .setIsReply(true)
                        .setLinkEcdhPublicKey(agreed.publicKey)
                        .setConnectionTypeValue(request.getConnectionTypeValue())
                        .setNodeId(nodeId)
                        .setDeploymentName(domainName);
        if (!agreed.ciphertext.isEmpty()) {
            reply.setLinkKemPayload(agreed.ciphertext);
        }
        var facts =
                new LinkFacts(
                        request.getLinkId(),
                        request.getNodeId(),
                        request.getSlimVersion(),
                        request.getDeploymentName(),
                        agreed.mac.isPresent(),
                        agreed.how,
                        tls);
        return new Accepted(
                Message.newBuilder().setLink(Link.newBuilder().setLinkNegotiation(reply)).build(),
                type(request),
                facts,
                agreed.mac);
    }

    private static ConnectionType type(LinkNegotiationPayload request) {
        return switch (request.getConnectionType()) {
            case LINK_CONNECTION_TYPE_PEER -> ConnectionType.PEER;
            case LINK_CONNECTION_TYPE_EDGE -> ConnectionType.EDGE;
            case LINK_CONNECTION_TYPE_REMOTE, UNRECOGNIZED -> ConnectionType.REMOTE;
        };
    }

    /// @param publicKey ours; empty where there is no key
    /// @param ciphertext of ML-KEM; empty unless hybrid
    private record Agreed(
            KeyAgreement how,
            ByteString publicKey,
            ByteString ciphertext,
            Optional<HeaderMac> mac) {
        static final Agreed NOTHING =
                new Agreed(KeyAgreement.NONE, ByteString.EMPTY, ByteString.EMPTY, Optional.empty());
    }
}
