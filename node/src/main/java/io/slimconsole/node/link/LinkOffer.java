package io.slimconsole.node.link;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;

import io.slimconsole.node.LinkFacts;
import io.slimconsole.node.LinkFacts.KeyAgreement;
import io.slimconsole.node.link.OfferResult.Accepted;
import io.slimconsole.node.link.OfferResult.Rejected;
import io.slimconsole.node.wire.proto.Link;
import io.slimconsole.node.wire.proto.LinkConnectionType;
import io.slimconsole.node.wire.proto.LinkNegotiationPayload;
import io.slimconsole.node.wire.proto.Message;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Optional;

/// An application's part of a link negotiation: the request that it begins with, and what it makes of the reply.
///
/// Made for one stream, with a key of its own. Strict: a link without a header MAC is refused.
///
/// @see "data-plane.md 3.2, 3.5"
public final class LinkOffer {
    private final String linkId;
    private final String nodeId;
    private final KeyPair keys;

    /// @param linkId not empty; the same again after a reconnect
    /// @param nodeId what the application's end of the link calls itself
    public LinkOffer(String linkId, String nodeId) {
        if (linkId.isEmpty()) {
            throw new IllegalArgumentException("link_id must not be empty");
        }
        this.linkId = linkId;
        this.nodeId = nodeId;
        try {
            this.keys = X25519.generate();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has X25519", e);
        }
    }

    /// The first message on the stream.
    public byte[] request() {
        return Message.newBuilder()
                .setLink(
                        Link.newBuilder()
                                .setLinkNegotiation(
                                        LinkNegotiationPayload.newBuilder()
                                                .setLinkId(linkId)
                                                .setSlimVersion(LinkNegotiation.SLIM_VERSION)
                                                .setLinkEcdhPublicKey(
                                                        ByteString.copyFrom(
                                                                X25519.raw(keys.getPublic())))
                                                .setConnectionType(
                                                        LinkConnectionType
                                                                .LINK_CONNECTION_TYPE_EDGE)
                                                .setNodeId(nodeId)))
                .build()
                .toByteArray();
    }

    /// Decides on the first message that came back.
    ///
    /// @param tls protocol and cipher suite of the connection, for the facts
    public OfferResult answered(byte[] first, Optional<String> tls) {
        if (first.length > LinkNegotiation.MESSAGE_BYTES) {
            return new Rejected(
                    "error reading link negotiation message: %d bytes, the limit is %d"
                            .formatted(first.length, LinkNegotiation.MESSAGE_BYTES));
        }
        Message message;
        try {
            message = Message.parseFrom(first);
        } catch (InvalidProtocolBufferException e) {
            return new Rejected("error reading link negotiation message: " + e.getMessage());
        }
        if (!message.hasLink()) {
            return new Rejected("first message on remote link is not a link negotiation");
        }
        if (!message.getLink().hasLinkNegotiation()) {
            return new Rejected("missing link negotiation payload");
        }
        return answered(message.getLink().getLinkNegotiation(), tls);
    }

    private OfferResult answered(LinkNegotiationPayload reply, Optional<String> tls) {
        if (!reply.getIsReply()) {
            return new Rejected("received link negotiation request on outgoing connection");
        }
        if (LinkNegotiation.tooLong(reply)) {
            return new Rejected("link negotiation reply rejected (a text is too long)");
        }
        if (!SemanticVersion.isValid(reply.getSlimVersion())) {
            return new Rejected(
                    "unparsable remote SLIM version: \"%s\"".formatted(reply.getSlimVersion()));
        }
        if (reply.getLinkEcdhPublicKey().size() != X25519.PUBLIC_KEY_BYTES) {
            return new Rejected("public key length is invalid");
        }
        if (!reply.getLinkId().equals(linkId)) {
            return new Rejected("link negotiation reply rejected (link_id mismatch or replay)");
        }
        try {
            byte[] secret =
                    X25519.agree(keys.getPrivate(), reply.getLinkEcdhPublicKey().toByteArray());
            return new Accepted(
                    new LinkFacts(
                            linkId,
                            reply.getNodeId(),
                            reply.getSlimVersion(),
                            reply.getDeploymentName(),
                            true,
                            KeyAgreement.X25519,
                            tls),
                    new HeaderMac(LinkKeys.classical(secret, linkId), linkId));
        } catch (GeneralSecurityException _) {
            return new Rejected("failed to generate client exchange key");
        }
    }
}
