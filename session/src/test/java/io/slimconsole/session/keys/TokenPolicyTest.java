package io.slimconsole.session.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.tree.Credential;
import io.slimconsole.session.identity.Claims;
import io.slimconsole.session.identity.InvalidTokenException;
import io.slimconsole.session.identity.TokenVerifier;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

final class TokenPolicyTest {
    private final List<String> verified = new ArrayList<>();
    private final TokenPolicy policy =
            new TokenPolicy(
                    new TokenVerifier() {
                        @Override
                        public Claims verify(String token) throws InvalidTokenException {
                            return verifyAuthentic(token);
                        }

                        @Override
                        public Claims verifyAuthentic(String token) throws InvalidTokenException {
                            verified.add(token);
                            if (token.equals("bad")) {
                                throw new InvalidTokenException("bad");
                            }
                            return new Claims(
                                    token, Instant.EPOCH, Instant.EPOCH, Optional.empty());
                        }
                    },
                    Optional.empty());

    private static Credential token(String text) {
        return new Credential.Basic(Opaque.of(text.getBytes(UTF_8)));
    }

    @Test
    void aTokenThatIsAuthenticIsVerifiedOnce() throws InvalidTokenException {
        assertThat(policy.claims(token("one")).subject()).isEqualTo("one");
        assertThat(policy.claims(token("two")).subject()).isEqualTo("two");
        assertThat(policy.claims(token("one")).subject()).isEqualTo("one");

        assertThat(verified).containsExactly("one", "two");
    }

    @Test
    void aTokenThatIsNotIsRefusedEveryTime() {
        assertThatThrownBy(() -> policy.claims(token("bad")))
                .isInstanceOf(InvalidTokenException.class);
        assertThatThrownBy(() -> policy.claims(token("bad")))
                .isInstanceOf(InvalidTokenException.class);

        assertThat(verified).containsExactly("bad", "bad");
    }

    @Test
    void whetherATokenIsOfNowIsAskedEveryTime() throws InvalidTokenException {
        policy.claims(token("one"));
        policy.currentClaims(token("one"));
        policy.currentClaims(token("one"));

        assertThat(verified).containsExactly("one", "one", "one");
    }

    @Test
    void onlySoManyAreKept() throws InvalidTokenException {
        for (int i = 0; i < 257; i++) {
            policy.claims(token("token " + i));
        }
        policy.claims(token("token 256"));
        assertThat(verified).hasSize(257);

        policy.claims(token("token 0"));

        assertThat(verified).hasSize(258);
    }
}
