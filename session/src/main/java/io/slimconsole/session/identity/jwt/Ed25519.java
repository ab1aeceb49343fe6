package io.slimconsole.session.identity.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.impl.EdDSAProvider;
import com.nimbusds.jose.util.Base64URL;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;

/// EdDSA with the JDK's own Ed25519; the library's would bring another one along.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc8037.html#section-3.1">RFC 8037 §3.1</a>
final class Ed25519 {
    static final String NAME = "Ed25519";

    private Ed25519() {}

    static final class Signer extends EdDSAProvider implements JWSSigner {
        private final PrivateKey key;

        Signer(PrivateKey key) {
            this.key = key;
        }

        @Override
        public Base64URL sign(JWSHeader header, byte[] input) throws JOSEException {
            try {
                Signature signature = Signature.getInstance(NAME);
                signature.initSign(key);
                signature.update(input);
                return Base64URL.encode(signature.sign());
            } catch (GeneralSecurityException e) {
                throw new JOSEException("could not sign with " + NAME, e);
            }
        }
    }

    static final class Verifier extends EdDSAProvider implements JWSVerifier {
        private final PublicKey key;

        Verifier(PublicKey key) {
            this.key = key;
        }

        /// @return false as well for what is no signature at all
        @Override
        public boolean verify(JWSHeader header, byte[] input, Base64URL given) {
            try {
                Signature signature = Signature.getInstance(NAME);
                signature.initVerify(key);
                signature.update(input);
                return signature.verify(given.decode());
            } catch (GeneralSecurityException e) {
                return false;
            }
        }
    }
}
