package io.slimconsole.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.Unpooled;
import io.slimconsole.node.link.HeaderAuthenticator;
import io.slimconsole.node.link.HeaderMac;
import io.slimconsole.node.link.MacVerdict;
import io.slimconsole.node.name.EncodedName;
import io.slimconsole.node.name.Name;
import io.slimconsole.node.name.NameId;
import io.slimconsole.node.wire.MessageCursor;
import io.slimconsole.node.wire.proto.LinkConnectionType;
import io.slimconsole.node.wire.proto.LinkNegotiationPayload;
import io.slimconsole.node.wire.proto.Message;
import io.slimconsole.node.wire.proto.SLIMHeader;
import io.slimconsole.tests.interop.Application.SessionKind;
import io.slimconsole.tests.peer.PeerException;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.UUID;

import javax.crypto.KDF;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.HKDFParameterSpec;

/// Our name hashes and our header MAC against bytes that upstream's SDK wrote a moment ago.
///
/// What it recorded is left in `target/live-client.properties`. `node` keeps such a recording as fixed vectors, so that
/// its own tests need no Node.js.
@InteropTest
final class LiveBytesTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final String X25519_PKCS8 = "302e020100300506032b656e04220420";
    private static final String X25519_X509 = "302a300506032b656e032100";

    /// RFC 7748, section 6.1: Bob's keys.
    private static final String PRIVATE_KEY =
            "5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb";

    private static final String PUBLIC_KEY =
            "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f";

    private static final String ALICE = "org/ns/alice";
    private static final String BOB = "org/ns/bob";

    @Test
    void whatALiveClientWritesIsWhatWeExpect(Scenario scenario) throws Exception {
        var acceptor = new RecordingAcceptor(HEX.parseHex(PUBLIC_KEY));
        scenario.atEnd(acceptor::close);
        var alice = scenario.process(ALICE);
        var fullName = alice.start(Scenario.SECRET);
        alice.connect(acceptor.url());
        alice.subscribe(ALICE);
        alice.route(BOB);
        assertThatThrownBy(() -> alice.open(BOB, SessionKind.IMPATIENT))
                .as("nobody answers here")
                .isInstanceOf(PeerException.class);

        var negotiation = acceptor.first("negotiation", Message::hasLink);
        var subscribe = acceptor.first("subscribe", Message::hasSubscribe);
        var publish = acceptor.first("publish", Message::hasPublish);
        keep(negotiation, subscribe, publish);

        var link = Message.parseFrom(negotiation).getLink().getLinkNegotiation();
        assertThat(UUID.fromString(link.getLinkId())).hasToString(link.getLinkId());
        assertThat(link.getSlimVersion()).isEqualTo("2.0.0-alpha.8");
        assertThat(link.getConnectionType())
                .isEqualTo(LinkConnectionType.LINK_CONNECTION_TYPE_EDGE);
        assertThat(link.getLinkEcdhPublicKey().size()).isEqualTo(32);
        assertThat(link.getIsReply()).isFalse();
        assertThat(link.hasLinkKemPayload()).isFalse();
        assertThat(link.getDeploymentName()).isEmpty();

        var subscribed = Message.parseFrom(subscribe).getSubscribe();
        assertThat(subscribed.getSubscriptionId()).isNotZero();
        assertThat(destination(subscribed.getHeader())).isEqualTo(Name.parse(fullName).encoded());
        var published = Message.parseFrom(publish).getPublish();
        assertThat(destination(published.getHeader())).isEqualTo(Name.parse(BOB).encoded());
        assertThat(published.getHeader().getFanout()).isEqualTo(1);
        assertThat(published.getHeader().getTtl()).isEqualTo(8);

        var mac = new HeaderMac(sharedKey(link), link.getLinkId());
        assertThat(verdict(subscribe, mac)).isEqualTo(MacVerdict.ACCEPTED);
        assertThat(verdict(publish, mac)).isEqualTo(MacVerdict.ACCEPTED);
        assertThat(verdict(withTtl(publish, 7), mac)).isEqualTo(MacVerdict.WRONG);
        assertThat(verdict(publish, new HeaderMac(sharedKey(link), "another link")))
                .isEqualTo(MacVerdict.WRONG);
    }

    private static MacVerdict verdict(byte[] message, HeaderMac mac) {
        var cursor = new MessageCursor();
        cursor.read(Unpooled.wrappedBuffer(message));
        return new HeaderAuthenticator(cursor).check(mac, true);
    }

    private static byte[] withTtl(byte[] publish, int ttl) throws IOException {
        var message = Message.parseFrom(publish).toBuilder();
        message.getPublishBuilder().getHeaderBuilder().setTtl(ttl);
        return message.build().toByteArray();
    }

    private static EncodedName destination(SLIMHeader header) {
        var name = header.getDestination().getName();
        return new EncodedName(
                name.getComponent0(),
                name.getComponent1(),
                name.getComponent2(),
                new NameId(name.getNameId().getId0(), name.getNameId().getId1()));
    }

    /// The key of data-plane.md 3.5, made with the JDK alone.
    private static byte[] sharedKey(LinkNegotiationPayload link) throws GeneralSecurityException {
        var keys = KeyFactory.getInstance("X25519");
        PrivateKey own =
                keys.generatePrivate(
                        new PKCS8EncodedKeySpec(HEX.parseHex(X25519_PKCS8 + PRIVATE_KEY)));
        var theirs = HEX.formatHex(link.getLinkEcdhPublicKey().toByteArray());
        var agreement = KeyAgreement.getInstance("X25519");
        agreement.init(own);
        agreement.doPhase(
                keys.generatePublic(new X509EncodedKeySpec(HEX.parseHex(X25519_X509 + theirs))),
                true);
        return KDF.getInstance("HKDF-SHA256")
                .deriveData(
                        HKDFParameterSpec.ofExtract()
                                .addIKM(agreement.generateSecret())
                                .addSalt(link.getLinkId().getBytes(UTF_8))
                                .thenExpand("SLIM-DP-inter-node-hmac-v1".getBytes(US_ASCII), 32));
    }

    private static void keep(byte[] negotiation, byte[] subscribe, byte[] publish)
            throws IOException {
        Files.writeString(
                Path.of("target", "live-client.properties"),
                "private-key=%s%nnegotiation=%s%nsubscribe=%s%npublish=%s%n"
                        .formatted(
                                PRIVATE_KEY,
                                HEX.formatHex(negotiation),
                                HEX.formatHex(subscribe),
                                HEX.formatHex(publish)));
    }
}
