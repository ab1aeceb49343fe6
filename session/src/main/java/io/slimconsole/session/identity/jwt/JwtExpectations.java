package io.slimconsole.session.identity.jwt;

import java.util.Optional;
import java.util.Set;

/// What tokens of others have to say.
///
/// Upstream lets a token pass that says nothing about what is expected here; we don't: whoever configures an issuer means it.
///
/// @param audiences one of which a token has to be for; if there are none, tokens that are for somebody are refused, as upstream does
/// @param issuer whom a token has to be from
public record JwtExpectations(Optional<String> issuer, Set<String> audiences) {
    public static final JwtExpectations NONE = new JwtExpectations(Optional.empty(), Set.of());

    public JwtExpectations {
        audiences = Set.copyOf(audiences);
    }

    public JwtExpectations withIssuer(String name) {
        return new JwtExpectations(Optional.of(name), audiences);
    }

    public JwtExpectations withAudiences(String... names) {
        return new JwtExpectations(issuer, Set.of(names));
    }
}
