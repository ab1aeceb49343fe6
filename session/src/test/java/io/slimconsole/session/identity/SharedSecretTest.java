package io.slimconsole.session.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.slimconsole.mls.crypto.CipherSuite;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

final class SharedSecretTest {
    private static final String SECRET = "abcdefghijklmnopqrstuvwxyz012345";
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
    private static final String KEY = key();

    /// Derived from the rules with another implementation of HMAC (identity-and-control.md 1.1).
    private static final String WITH_KEY =
            "svc_AbCdEf12:1700000000:AAECAwQFBgcICQoL:"
                    + "eyJwdWJrZXkiOiJDUWtKQ1FrSkNRa0pDUWtKQ1FrSkNRa0pDUWtKQ1FrSkNRa0pDUWtKQ1FrPSJ9"
                    + ":b0GNy_UM-aj_w1HxEou27zhuBS4WslTkocyrbHzdVL4";

    private static final String WITHOUT_KEY =
            "cluster-a/node-1_AbCdEf12:1700000000:AAECAwQFBgcICQoL::"
                    + "MnTlLiGNiKtWofETmlRljfoiFE_s0vnX4phhxZxtB88";

    private static String key() {
        var bytes = new byte[32];
        Arrays.fill(bytes, (byte) 9);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static SharedSecret at(Instant time) {
        return new SharedSecret(SECRET, InstantSource.fixed(time));
    }

    private static byte[] nonce() {
        var nonce = new byte[SharedSecret.NONCE_BYTES];
        for (int i = 0; i < nonce.length; i++) {
            nonce[i] = (byte) i;
        }
        return nonce;
    }

    @Test
    void tokensAreThoseOfTheSpecification() {
        assertThat(at(NOW).token("svc_AbCdEf12", Optional.of(KEY), nonce())).isEqualTo(WITH_KEY);
        assertThat(at(NOW).token("cluster-a/node-1_AbCdEf12", Optional.empty(), nonce()))
                .isEqualTo(WITHOUT_KEY);
    }

    @Test
    void aTokenSaysWhoItIsOf() throws InvalidTokenException {
        assertThat(at(NOW).verify(WITH_KEY))
                .isEqualTo(
                        new Claims("svc_AbCdEf12", NOW, NOW.plusSeconds(3_600), Optional.of(KEY)));
        assertThat(at(NOW).verify(WITHOUT_KEY).publicKey()).isEmpty();
    }

    @Test
    void aTokenIsGoodForAnHourAndForClocksFiveSecondsBehind() throws InvalidTokenException {
        assertThat(at(NOW.minusSeconds(5)).verify(WITH_KEY).subject()).isEqualTo("svc_AbCdEf12");
        assertThat(at(NOW.plusSeconds(3_600)).verify(WITH_KEY).subject()).isEqualTo("svc_AbCdEf12");
        refused(at(NOW.minusSeconds(6)), WITH_KEY, "has not come yet");
        refused(at(NOW.plusSeconds(3_601)), WITH_KEY, "is over");
    }

    @Test
    void aTokenOfAnotherSecretIsRefused() {
        refused(
                new SharedSecret("another secret of more than thirty-two bytes", () -> NOW),
                WITH_KEY,
                "another secret");
    }

    @Test
    void everyChangedCharacterIsRefused() {
        for (int i = 0; i < WITH_KEY.length(); i++) {
            char other = WITH_KEY.charAt(i) == 'A' ? 'B' : 'A';
            String changed = WITH_KEY.substring(0, i) + other + WITH_KEY.substring(i + 1);
            if (i == WITH_KEY.length() - 1) {
                continue; // its last two bits are none of the MAC's
            }
            assertThatExceptionOfType(InvalidTokenException.class)
                    .isThrownBy(() -> at(NOW).verify(changed));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "::::",
                "a:b:c:d",
                "a:b:c:d:e:f",
                "svc:-1:AAECAwQFBgcICQoL::MnTlLiGNiKtWofETmlRljfoiFE_s0vnX4phhxZxtB88",
                "svc:99999999999999999999:n::MnTlLiGNiKtWofETmlRljfoiFE_s0vnX4phhxZxtB88",
                "svc:1700000000:n::short",
                "svc:1700000000:n::*nTlLiGNiKtWofETmlRljfoiFE_s0vnX4phhxZxtB88"
            })
    void whatIsNoTokenIsRefused(String token) {
        assertThatExceptionOfType(InvalidTokenException.class)
                .isThrownBy(() -> at(NOW).verify(token));
    }

    @Test
    void claimsThatAreNoJsonAreRefused() {
        SharedSecret secret = at(NOW);
        String token = secret.token("svc", Optional.of("x"), nonce());
        String broken = token.replaceFirst(":eyJ[^:]*:", ":e30x:");

        assertThatExceptionOfType(InvalidTokenException.class)
                .isThrownBy(() -> secret.verify(broken));
    }

    @Test
    void aShortSecretIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SharedSecret("short", InstantSource.system()))
                .withMessage("a shared secret has at least 32 bytes; this one has 5");
    }

    @Test
    void anIdentityIsVerifiedBySomebodyWithTheSameSecret() throws InvalidTokenException {
        SharedSecret secret = at(NOW);
        SigningKey key = SigningKey.generate(CipherSuite.MLS_128_DHKEMP256_AES128GCM_SHA256_P256);
        Identity identity = SharedSecretIdentity.create("org/ns/svc", secret, key);

        Claims claims = secret.verify(identity.token());

        assertThat(claims.subject()).isEqualTo(identity.id()).matches("org/ns/svc_[A-Za-z0-9]{8}");
        assertThat(claims.publicKey()).contains(key.publicKey());
        assertThat(SigningKey.verifies(key.publicKey(), new byte[] {1}, key.sign(new byte[] {1})))
                .isTrue();
        assertThat(SigningKey.verifies(key.publicKey(), new byte[] {2}, key.sign(new byte[] {1})))
                .isFalse();
        assertThat(SharedSecretIdentity.restore(identity.id(), secret, key).instance())
                .isEqualTo(identity.instance());
    }

    private static void refused(SharedSecret secret, String token, String why) {
        assertThatExceptionOfType(InvalidTokenException.class)
                .isThrownBy(() -> secret.verify(token))
                .withMessageContaining(why);
    }
}
