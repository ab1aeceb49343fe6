package io.slimconsole.session.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;

import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.mls.crypto.CryptoException;
import io.slimconsole.mls.crypto.Secret;
import io.slimconsole.mls.crypto.SignatureKeyPair;
import io.slimconsole.mls.group.SigningIdentity;
import io.slimconsole.mls.tree.Credential;

import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/// The key that an application signs its commands with, and its leaves in MLS groups.
///
/// @see "session.md 4.10, identity-and-control.md 1.2"
public final class SigningKey {
    /// Which suite a public key is of follows from its length.
    private static final int P256_POINT = 65;

    private static final int ED25519_KEY = 32;

    private final CipherSuite suite;
    private final SignatureKeyPair pair;

    private SigningKey(CipherSuite suite, SignatureKeyPair pair) {
        this.suite = suite;
        this.pair = pair;
    }

    public static SigningKey generate(CipherSuite suite) {
        return new SigningKey(suite, suite.generateSignatureKeyPair());
    }

    /// The one of before.
    ///
    /// @param privateKey as [#privateKey] gave it
    /// @throws CryptoException if it is no key of this suite
    public static SigningKey restore(CipherSuite suite, Secret privateKey) throws CryptoException {
        return new SigningKey(
                suite, new SignatureKeyPair(suite.signaturePrivateKey(privateKey.disclose())));
    }

    /// To be stored, sealed: a copy, which is the caller's to wipe.
    public Secret privateKey() {
        return pair.privateKey().secret().copy();
    }

    public CipherSuite suite() {
        return suite;
    }

    /// As tokens carry it.
    public String publicKey() {
        return Base64.getEncoder().encodeToString(pair.publicKey());
    }

    public ByteString sign(byte[] content) {
        return ByteString.copyFrom(suite.sign(pair.privateKey(), content));
    }

    /// For a leaf whose credential is a token of this key.
    public SigningIdentity forMls(String token) {
        return new SigningIdentity(
                new Credential.Basic(Opaque.of(token.getBytes(UTF_8))),
                Opaque.of(pair.publicKey()),
                pair.privateKey());
    }

    /// Whether the holder of `publicKey` has signed this; false as well for whatever is no key or no signature.
    ///
    /// @param publicKey as tokens carry it
    public static boolean verifies(String publicKey, byte[] content, ByteString signature) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(publicKey);
        } catch (IllegalArgumentException e) {
            return false;
        }
        return suiteOf(key)
                .map(suite -> suite.verify(key, content, signature.toByteArray()))
                .orElse(false);
    }

    private static Optional<CipherSuite> suiteOf(byte[] publicKey) {
        return switch (publicKey.length) {
            case P256_POINT -> Optional.of(CipherSuite.MLS_128_DHKEMP256_AES128GCM_SHA256_P256);
            case ED25519_KEY ->
                    Optional.of(CipherSuite.MLS_128_DHKEMX25519_AES128GCM_SHA256_ED25519);
            default -> Optional.empty();
        };
    }

    /// Whether a leaf's signature key is the one that a token carries.
    public static boolean isSame(String publicKey, Opaque signatureKey) {
        return Arrays.equals(
                Base64.getEncoder().encode(signatureKey.bytes()), publicKey.getBytes(UTF_8));
    }
}
