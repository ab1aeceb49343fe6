package io.slimconsole.tests.load;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.slimconsole.node.name.Name;
import io.slimconsole.node.name.NameId;

import org.junit.jupiter.api.Test;

import java.util.HexFormat;

/// The vectors of data-plane.md 10.
final class HeaderMacTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final String LINK_ID = "11111111-2222-4333-8444-555555555555";
    private static final byte[] LINK_KEY =
            HEX.parseHex("a678511052eb5f71d6a949436ff480897e482489b958ad7469679478198b83f5");

    @Test
    void theLinkKeyIsDerivedFromTheSharedSecretAndTheLinkId() throws Exception {
        byte[] secret =
                HEX.parseHex("4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742");

        assertThat(KeyAgreement.derive(secret, LINK_ID)).isEqualTo(LINK_KEY);
    }

    @Test
    void everyOptionalFieldIsCovered() {
        byte[] header =
                new ProtoWriter()
                        .bytes(1, name(1, 2, 3, 4, "a", "b", "c"))
                        .bytes(2, name(5, 6, 7, 8, "x", "y", "z"))
                        .text(3, "id1")
                        .number(4, 2)
                        .number(6, 8)
                        .number(7, 9)
                        .number(8, 10)
                        .bytes(0, new byte[0])
                        .toBytes();
        // "error" is present and false: a field that the writer would leave out
        header[header.length - 2] = 10 << 3;
        header[header.length - 1] = 0;

        byte[] tag =
                new HeaderMac("01234567890123456789012345678901".getBytes(US_ASCII), LINK_ID)
                        .of(header);

        assertThat(tag)
                .isEqualTo(
                        HEX.parseHex(
                                "927f9a4a44a8d61c96124bdaf840c603831ade01acc85fec69fee7a70292f12b"));
    }

    @Test
    void aPublishCarriesTheTagOfItsHeader() {
        var source = new Name("org", "ns", "app", new NameId(0, 42));
        var mac = new HeaderMac(LINK_KEY, LINK_ID);

        byte[] publish =
                Messages.publish(
                        source, Name.of("org", "ns", "agent"), Messages.TO_ONE, new byte[20], mac);

        assertThat(HEX.formatHex(publish))
                .contains("37986e9959143970e43f32fe88aa5b040c252f728503010715fcf92be58ef138");
        assertThat(Messages.isSigned(publish, mac)).isTrue();
    }

    @Test
    void theTagOfAnotherLinkIsNoTag() {
        var name = Name.of("org", "ns", "app");
        byte[] publish =
                Messages.publish(
                        name,
                        name,
                        Messages.TO_ONE,
                        new byte[20],
                        new HeaderMac(LINK_KEY, "other"));

        assertThat(Messages.isSigned(publish, new HeaderMac(LINK_KEY, LINK_ID))).isFalse();
        assertThat(Messages.isSigned(publish, new HeaderMac(LINK_KEY, "other"))).isTrue();
    }

    private static byte[] name(
            long component0,
            long component1,
            long component2,
            long id,
            String text0,
            String text1,
            String text2) {
        byte[] encoded =
                new ProtoWriter()
                        .number(1, component0)
                        .number(2, component1)
                        .number(3, component2)
                        .bytes(4, new ProtoWriter().number(2, id).toBytes())
                        .toBytes();
        byte[] strings = new ProtoWriter().text(1, text0).text(2, text1).text(3, text2).toBytes();
        return new ProtoWriter().bytes(1, encoded).bytes(2, strings).toBytes();
    }
}
