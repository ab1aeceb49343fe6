package io.slimconsole.node.link;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;

import io.netty.buffer.Unpooled;
import io.slimconsole.node.ConnectionType;
import io.slimconsole.node.name.Name;
import io.slimconsole.node.wire.SlimMessage;

import org.junit.jupiter.api.Test;

import java.util.Optional;

/// The two ends of one link: an application that offers, a node that answers.
final class LinkOfferTest {
    private static final Name NAME = Name.parse("org/ns/app");

    private final LinkOffer offer = new LinkOffer("link-1", "node-app");
    private final NegotiationResult.Accepted atNode =
            (NegotiationResult.Accepted)
                    new LinkNegotiation("node-1", "domain", true)
                            .answer(Unpooled.wrappedBuffer(offer.request()), Optional.empty());
    private final OfferResult.Accepted atApplication =
            (OfferResult.Accepted)
                    offer.answered(atNode.reply().toByteArray(), Optional.of("TLSv1.3"));

    private static SlimMessage hello() {
        return SlimMessage.publish(NAME, NAME)
                .payload("text/plain", ByteString.copyFromUtf8("hello"))
                .build();
    }

    @Test
    void bothEndsKnowWhomTheyTalkTo() {
        assertThat(atNode.type()).isEqualTo(ConnectionType.EDGE);
        assertThat(atNode.facts().nodeId()).isEqualTo("node-app");
        assertThat(atApplication.facts().nodeId()).isEqualTo("node-1");
        assertThat(atApplication.facts().deploymentName()).isEqualTo("domain");
        assertThat(atApplication.facts().linkId()).isEqualTo("link-1");
        assertThat(atApplication.facts().tls()).hasValue("TLSv1.3");
    }

    @Test
    void whatOneEndSignsTheOtherAccepts() {
        byte[] sent = new LinkWriter(atApplication.mac()).write(hello());
        var atOther = new LinkReader(atNode.mac().orElseThrow());

        assertThat(atOther.read(sent))
                .isInstanceOfSatisfying(
                        LinkInput.Published.class,
                        published ->
                                assertThat(published.message().payload().toStringUtf8())
                                        .isEqualTo("hello"));
        assertThat(new LinkReader(new HeaderMac(new byte[32], "link-1")).read(sent))
                .isEqualTo(new LinkInput.Dropped(MacVerdict.WRONG.text()));
        assertThat(atOther.read(hello().encode().array()))
                .isEqualTo(new LinkInput.Dropped(MacVerdict.MISSING.text()));
    }

    @Test
    void aReplyToAnotherOfferIsRefused() {
        var another = new LinkOffer("link-2", "node-app");

        assertThat(another.answered(atNode.reply().toByteArray(), Optional.empty()))
                .isEqualTo(
                        new OfferResult.Rejected(
                                "link negotiation reply rejected (link_id mismatch or replay)"));
    }
}
