package io.slimconsole.node.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.slimconsole.node.name.EncodedName;
import io.slimconsole.node.name.Name;
import io.slimconsole.node.name.NameId;
import io.slimconsole.node.wire.MessageCursor;
import io.slimconsole.node.wire.MessageKind;
import io.slimconsole.node.wire.NameCursor;
import io.slimconsole.node.wire.proto.Message;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.HexFormat;
import java.util.Properties;

/// Bytes of a live client of upstream's, kept: see `live-client.properties` for how they were made.
final class LiveClientTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final String PKCS8_PREFIX = "302e020100300506032b656e04220420";

    private final Properties recording = load();
    private final MessageCursor cursor = new MessageCursor();

    @ParameterizedTest
    @ValueSource(strings = {"subscribe", "publish"})
    void itsHeaderMacIsRight(String message) throws Exception {
        cursor.read(Unpooled.wrappedBuffer(bytes(message)));

        assertThat(new HeaderAuthenticator(cursor).check(mac(), true))
                .isEqualTo(MacVerdict.ACCEPTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"subscribe", "publish"})
    void whatWeSignIsWhatItSigned(String message) throws Exception {
        cursor.read(Unpooled.wrappedBuffer(bytes(message)));
        byte[] tag = new byte[32];

        var authenticator = new HeaderAuthenticator(cursor);
        authenticator.gather();
        authenticator.sign(mac(), cursor.header().ttl(), tag);

        assertThat(tag).isEqualTo(tagOf(message));
    }

    @Test
    void itHashesNamesAsWeDo() {
        cursor.read(Unpooled.wrappedBuffer(bytes("publish")));

        assertThat(cursor.kind()).isEqualTo(MessageKind.PUBLISH);
        var destination = cursor.header().destination();
        assertThat(encoded(destination)).isEqualTo(Name.of("org", "ns", "bob").encoded());
        var source = cursor.header().source();
        assertThat(encoded(source))
                .isEqualTo(
                        Name.of("org", "ns", "alice")
                                .withId(new NameId(source.idHigh(), source.idLow()))
                                .encoded());
    }

    private HeaderMac mac() throws Exception {
        var link = Message.parseFrom(bytes("negotiation")).getLink().getLinkNegotiation();
        byte[] secret = X25519.agree(ownKey(), link.getLinkEcdhPublicKey().toByteArray());
        return new HeaderMac(LinkKeys.classical(secret, link.getLinkId()), link.getLinkId());
    }

    private PrivateKey ownKey() throws GeneralSecurityException {
        return KeyFactory.getInstance("X25519")
                .generatePrivate(
                        new PKCS8EncodedKeySpec(
                                HEX.parseHex(PKCS8_PREFIX + recording.getProperty("private-key"))));
    }

    private byte[] tagOf(String what) throws IOException {
        var message = Message.parseFrom(bytes(what));
        var header =
                message.hasPublish()
                        ? message.getPublish().getHeader()
                        : message.getSubscribe().getHeader();
        return header.getHeaderMac().toByteArray();
    }

    private byte[] bytes(String what) {
        return HEX.parseHex(recording.getProperty(what));
    }

    private static EncodedName encoded(NameCursor name) {
        return new EncodedName(
                name.component0(),
                name.component1(),
                name.component2(),
                new NameId(name.idHigh(), name.idLow()));
    }

    private static Properties load() {
        try (InputStream in = LiveClientTest.class.getResourceAsStream("live-client.properties")) {
            var properties = new Properties();
            properties.load(in);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
