package io.slimconsole.session.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.group.CredentialPolicy;
import io.slimconsole.mls.tree.Credential;
import io.slimconsole.session.identity.Claims;
import io.slimconsole.session.identity.InvalidTokenException;
import io.slimconsole.session.identity.SigningKey;
import io.slimconsole.session.identity.TokenVerifier;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Lets in whose credential is an authentic token of the leaf's signature key. That its time may be over is no matter for those
/// who are in the group already; who is invited has sent a token of now with its key package.
///
/// Belongs to the session's thread, as its group does.
///
/// @see "session.md 4.3"
final class TokenPolicy implements CredentialPolicy {
    /// Enough for the members of most groups; of a larger one, those that speak.
    private static final int KEPT = 256;

    private final TokenVerifier verifier;
    private final Optional<Moderator> moderator;

    /// What was authentic once stays so: a member's token is looked at with each of its messages.
    private final Map<Credential, Claims> authentic =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Credential, Claims> eldest) {
                    return size() > KEPT;
                }
            };

    /// @param moderator of a group that we don't moderate ourselves
    TokenPolicy(TokenVerifier verifier, Optional<Moderator> moderator) {
        this.verifier = verifier;
        this.moderator = moderator;
    }

    @Override
    public @Nullable String refusal(Credential credential, Opaque signatureKey) {
        try {
            Claims claims = claims(credential);
            return claims.publicKey()
                            .filter(key -> SigningKey.isSame(key, signatureKey))
                            .isPresent()
                    ? null
                    : "its token is of another signature key";
        } catch (InvalidTokenException e) {
            return e.getMessage();
        }
    }

    @Override
    public @Nullable String welcomeRefusal(Credential signer) {
        return isModerator(signer) ? null : "only a moderator lets somebody in";
    }

    /// Whether that is the member whose commits we follow.
    boolean isModerator(Credential credential) {
        try {
            Claims claims = claims(credential);
            return moderator.filter(expected -> expected.is(claims)).isPresent();
        } catch (InvalidTokenException e) {
            return false;
        }
    }

    @Override
    public Opaque identity(Credential credential) {
        try {
            return identity(claims(credential).subject());
        } catch (InvalidTokenException e) {
            return Opaque.of(credential.encoded()); // refused anyway
        }
    }

    /// What makes a member of a group one and the same.
    static Opaque identity(String subject) {
        return Opaque.of(subject.getBytes(UTF_8));
    }

    /// Of a token that was good at some time.
    Claims claims(Credential credential) throws InvalidTokenException {
        Claims known = authentic.get(credential);
        if (known != null) {
            return known;
        }
        Claims claims = verifier.verifyAuthentic(token(credential));
        authentic.put(credential, claims);
        return claims;
    }

    /// Of a token that is good now.
    Claims currentClaims(Credential credential) throws InvalidTokenException {
        return verifier.verify(token(credential));
    }

    private static String token(Credential credential) throws InvalidTokenException {
        return switch (credential) {
            case Credential.Basic(Opaque token) -> new String(token.bytes(), UTF_8);
            case Credential.X509 _ ->
                    throw new InvalidTokenException("certificates are not used here");
        };
    }
}
