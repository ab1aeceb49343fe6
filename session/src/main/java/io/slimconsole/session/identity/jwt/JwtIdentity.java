package io.slimconsole.session.identity.jwt;

import com.nimbusds.jose.JWSSigner;

import io.slimconsole.session.identity.Identity;
import io.slimconsole.session.identity.SigningKey;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// An identity that tokens prove which we sign ourselves. Its id is the subject, and stays the same over restarts.
///
/// @see "identity-and-control.md 1.3"
public final class JwtIdentity implements Identity {
    static final Duration VALID = Duration.ofHours(1);

    /// For how long one token is used. Upstream signs one for every message; a signature takes longer than all that we do besides,
    /// for peers as well, who remember tokens that they have verified.
    static final Duration REUSED = Duration.ofMinutes(1);

    private static final JsonMapper JSON = new JsonMapper();

    private record Signed(String token, Instant at, JWSSigner by) {}

    private final JwtClaims claims;
    private final JwtSigner signer;
    private final SigningKey key;
    private final InstantSource clock;
    private volatile @Nullable Signed last;

    /// @param signer of the tokens
    /// @param key of commands and leaves, which the tokens carry
    public JwtIdentity(JwtClaims claims, JwtSigner signer, SigningKey key, InstantSource clock) {
        this.claims = claims;
        this.signer = signer;
        this.key = key;
        this.clock = clock;
    }

    @Override
    public String id() {
        return claims.subject();
    }

    @Override
    public String token() {
        Instant now = clock.instant();
        JWSSigner with = signer.current();
        Signed known = last;
        if (known != null
                && known.by().equals(with)
                && !now.isBefore(known.at())
                && now.isBefore(known.at().plus(REUSED))) {
            return known.token();
        }
        long issued = now.getEpochSecond();
        var json = claims.toJson(issued, issued + VALID.toSeconds(), key.publicKey());
        String token = signer.sign(with, claims.subject(), JSON.writeValueAsBytes(json));
        last = new Signed(token, now, with);
        return token;
    }

    @Override
    public SigningKey signingKey() {
        return key;
    }
}
