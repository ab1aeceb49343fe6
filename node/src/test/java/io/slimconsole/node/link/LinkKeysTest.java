package io.slimconsole.node.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/// The vectors of the specification's section 10, and of RFC 7748.
final class LinkKeysTest {
    private static final String LINK = "11111111-2222-4333-8444-555555555555";
    private static final byte[] SECRET =
            bytes("4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742");
    private static final byte[] ML_KEM_SECRET = new byte[32];

    static {
        Arrays.fill(ML_KEM_SECRET, (byte) 0x11);
    }

    @Test
    void extractsThePseudoRandomKeyWithTheLinkIdAsSalt() throws GeneralSecurityException {
        byte[] classical =
                LinkKeys.hkdf().deriveData(LinkKeys.extract(LINK).addIKM(SECRET).extractOnly());
        byte[] hybrid =
                LinkKeys.hkdf()
                        .deriveData(
                                LinkKeys.extract(LINK)
                                        .addIKM(SECRET)
                                        .addIKM(ML_KEM_SECRET)
                                        .extractOnly());

        assertThat(hex(classical))
                .isEqualTo("ab797554610ae45b0f9ad184d55909f28b2434684feca8ebbe0e9902e70a054f");
        assertThat(hex(hybrid))
                .isEqualTo("d104d171d7e5e28ea07ee1313948df9cb92bb259b05553cfe873b368bfe71586");
    }

    @Test
    void derivesTheKeyOfAClassicalLink() throws GeneralSecurityException {
        assertThat(hex(LinkKeys.classical(SECRET, LINK)))
                .isEqualTo("a678511052eb5f71d6a949436ff480897e482489b958ad7469679478198b83f5");
    }

    @Test
    void derivesTheKeyOfAHybridLink() throws GeneralSecurityException {
        assertThat(hex(LinkKeys.hybrid(SECRET, ML_KEM_SECRET, LINK)))
                .isEqualTo("188930694403b75b556c9e33d9f48e9199f409d74940895063912210a58c579a");
    }

    /// RFC 7748, section 6.1.
    @Test
    void agreesAsTheRfcDoes() throws GeneralSecurityException {
        var bob = privateKey("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb");
        byte[] alice = bytes("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a");

        assertThat(X25519.agree(bob, alice)).isEqualTo(SECRET);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000000000000000000000000000000000000000000000000000000000000000",
                "0100000000000000000000000000000000000000000000000000000000000000",
                "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
                "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"
            })
    void refusesKeysOfSmallOrder(String peer) throws GeneralSecurityException {
        var own = X25519.generate().getPrivate();

        assertThatThrownBy(() -> X25519.agree(own, bytes(peer)))
                .isInstanceOf(GeneralSecurityException.class);
    }

    private static PrivateKey privateKey(String hex) throws GeneralSecurityException {
        return KeyFactory.getInstance("X25519")
                .generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, bytes(hex)));
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
