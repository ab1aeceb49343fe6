package io.slimconsole.session.identity.jwt;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;

import io.slimconsole.session.identity.Claims;
import io.slimconsole.session.identity.InvalidTokenException;
import io.slimconsole.session.identity.TokenVerifier;

import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Verifies tokens that others signed, each key with its own algorithm; what a token says about that only chooses among the keys.
///
/// What was verified once is remembered: a token comes with every message, and members of a group keep theirs when the key that signed
/// it is long gone.
///
/// @see "identity-and-control.md 1.3"
public final class JwtVerifier implements TokenVerifier, AutoCloseable {
    /// Tokens have some hundred characters; longer ones are not even read.
    static final int MOST_CHARACTERS = 16_384;

    /// How far the clocks of others may be off.
    static final Duration SKEW = Duration.ofMinutes(1);

    /// The library skips characters that don't belong there, so that one token had many forms.
    private static final Pattern FORM =
            Pattern.compile("[A-Za-z0-9_-]++\\.[A-Za-z0-9_-]++\\.[A-Za-z0-9_-]++");

    private static final int REMEMBERED = 1_024;

    private record Verified(ParsedClaims parsed, VerificationKey by) {}

    private final KeySource source;
    private final JwtExpectations expected;
    private final InstantSource clock;

    /// Those that were heard of last.
    private final Map<String, Verified> remembered =
            Collections.synchronizedMap(
                    new LinkedHashMap<>(16, 0.75f, true) {
                        private static final long serialVersionUID = 1L;

                        @Override
                        protected boolean removeEldestEntry(Map.Entry<String, Verified> eldest) {
                            return size() > REMEMBERED;
                        }
                    });

    /// @param source is closed with this verifier
    public JwtVerifier(KeySource source, JwtExpectations expected, InstantSource clock) {
        this.source = source;
        this.expected = expected;
        this.clock = clock;
    }

    @Override
    public Claims verify(String token) throws InvalidTokenException {
        KeySet keys = source.current();
        Verified known = remembered.get(token);
        if (known == null || !keys.current().contains(known.by())) {
            known = remember(token, verified(token, keys.current()));
        }
        requireTime(known.parsed());
        return known.parsed().claims();
    }

    @Override
    public Claims verifyAuthentic(String token) throws InvalidTokenException {
        Verified known = remembered.get(token);
        if (known == null) {
            known = remember(token, verified(token, source.current().all()));
        }
        return known.parsed().claims();
    }

    private Verified remember(String token, Verified verified) {
        remembered.put(token, verified);
        return verified;
    }

    private Verified verified(String token, List<VerificationKey> keys)
            throws InvalidTokenException {
        JWSObject parsed = parse(token);
        JWSHeader header = parsed.getHeader();
        String name = header.getAlgorithm().getName();
        JwtAlgorithm algorithm =
                JwtAlgorithm.named(name)
                        .orElseThrow(
                                () ->
                                        new InvalidTokenException(
                                                "tokens that are signed with %s are not known here"
                                                        .formatted(name)));
        Optional<String> keyId = Optional.ofNullable(header.getKeyID());
        VerificationKey by =
                KeySet.candidates(keys, keyId, algorithm).stream()
                        .filter(
                                key ->
                                        key.hasSigned(
                                                header,
                                                parsed.getSigningInput(),
                                                parsed.getSignature()))
                        .findFirst()
                        .orElseThrow(() -> unknownKey(algorithm, keyId));
        ParsedClaims claims = ParsedClaims.parse(parsed.getPayload().toBytes());
        requireExpected(claims);
        return new Verified(claims, by);
    }

    /// Nothing of it is verified yet.
    static JWSObject parse(String token) throws InvalidTokenException {
        if (token.length() > MOST_CHARACTERS) {
            throw new InvalidTokenException(
                    "a token has at most %d characters; this one has %d"
                            .formatted(MOST_CHARACTERS, token.length()));
        }
        if (!FORM.matcher(token).matches()) {
            throw new InvalidTokenException("not a signed token");
        }
        try {
            JWSObject parsed = JWSObject.parse(token);
            JWSHeader header = parsed.getHeader();
            if (header.getCriticalParams() != null || !header.isBase64URLEncodePayload()) {
                throw new InvalidTokenException("the token demands what is not known here");
            }
            return parsed;
        } catch (ParseException | RuntimeException e) {
            throw new InvalidTokenException("not a signed token", e);
        }
    }

    private InvalidTokenException unknownKey(JwtAlgorithm algorithm, Optional<String> keyId) {
        source.missed();
        return new InvalidTokenException(
                "the token (%s%s) is signed by none of %s"
                        .formatted(
                                algorithm,
                                keyId.map(id -> ", key \"" + shown(id) + "\"").orElse(""),
                                source.describe()));
    }

    /// Strangers choose it.
    private static String shown(String keyId) {
        int most = 64;
        return keyId.length() <= most ? keyId : keyId.substring(0, most) + "…";
    }

    private void requireExpected(ParsedClaims claims) throws InvalidTokenException {
        if (expected.issuer().isPresent() && !claims.issuer().equals(expected.issuer())) {
            throw new InvalidTokenException(
                    "the token is from %s, and not from %s"
                            .formatted(claims.issuer().orElse("nobody"), expected.issuer().get()));
        }
        boolean forNobody = claims.audiences().isEmpty() && expected.audiences().isEmpty();
        if (!forNobody && Collections.disjoint(claims.audiences(), expected.audiences())) {
            throw new InvalidTokenException(
                    "the token is for %s, and not for %s"
                            .formatted(claims.audiences(), expected.audiences()));
        }
    }

    private void requireTime(ParsedClaims parsed) throws InvalidTokenException {
        Instant now = Instant.ofEpochSecond(clock.instant().getEpochSecond());
        Instant expires = parsed.claims().expires();
        if (expires.plus(SKEW).isBefore(now)) {
            throw new InvalidTokenException(
                    "the token was good until %s; it is %s here".formatted(expires, now));
        }
        if (parsed.notBefore().filter(from -> from.minus(SKEW).isAfter(now)).isPresent()) {
            throw new InvalidTokenException(
                    "the token is good from %s on; it is %s here"
                            .formatted(parsed.notBefore().get(), now));
        }
    }

    @Override
    public void close() {
        source.close();
    }
}
