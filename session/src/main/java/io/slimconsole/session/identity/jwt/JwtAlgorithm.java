package io.slimconsole.session.identity.jwt;

import com.nimbusds.jose.JWSAlgorithm;

import java.util.Arrays;
import java.util.Optional;

/// How tokens are signed. Whoever verifies takes it from the key, never from the token.
///
/// @see "identity-and-control.md 1.3"
public enum JwtAlgorithm {
    HS256("HS256", Family.SECRET),
    HS384("HS384", Family.SECRET),
    HS512("HS512", Family.SECRET),
    RS256("RS256", Family.RSA),
    RS384("RS384", Family.RSA),
    RS512("RS512", Family.RSA),
    PS256("PS256", Family.RSA),
    PS384("PS384", Family.RSA),
    PS512("PS512", Family.RSA),
    ES256("ES256", Family.EC),
    ES384("ES384", Family.EC),
    EDDSA("EdDSA", Family.ED25519);

    /// What kind of key it takes.
    enum Family {
        SECRET("a secret"),
        RSA("an RSA key"),
        EC("an EC key"),
        ED25519("an Ed25519 key");

        private final String name;

        Family(String name) {
            this.name = name;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private final String written;
    private final Family family;

    JwtAlgorithm(String written, Family family) {
        this.written = written;
        this.family = family;
    }

    JWSAlgorithm jws() {
        return JWSAlgorithm.parse(written);
    }

    Family family() {
        return family;
    }

    /// @param name as a header or a key has it
    static Optional<JwtAlgorithm> named(String name) {
        return Arrays.stream(values()).filter(each -> each.written.equals(name)).findFirst();
    }

    /// As it is written in tokens.
    @Override
    public String toString() {
        return written;
    }
}
