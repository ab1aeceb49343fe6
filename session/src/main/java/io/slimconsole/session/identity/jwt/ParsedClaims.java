package io.slimconsole.session.identity.jwt;

import io.slimconsole.session.identity.Claims;
import io.slimconsole.session.identity.InvalidTokenException;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The claims of a token, read before anything is believed of them.
///
/// @param notBefore the beginning of its time, if it says one
/// @param audiences empty if it says none
record ParsedClaims(
        Claims claims,
        Optional<Instant> notBefore,
        Optional<String> issuer,
        Set<String> audiences) {
    /// A claim that is there twice is read in two ways by two readers.
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    static ParsedClaims parse(byte[] payload) throws InvalidTokenException {
        JsonNode json;
        try {
            json = JSON.readTree(payload);
        } catch (JacksonException e) {
            throw new InvalidTokenException("the token's claims are no JSON", e);
        }
        String subject = json.path("sub").asString("");
        if (subject.isBlank()) {
            throw new InvalidTokenException("the token does not say whose it is (\"sub\")");
        }
        Instant expires =
                time(json, "exp")
                        .orElseThrow(
                                () ->
                                        new InvalidTokenException(
                                                "the token never ends: it has no \"exp\""));
        Optional<Instant> notBefore = time(json, "nbf");
        Instant issued = time(json, "iat").or(() -> notBefore).orElse(Instant.EPOCH);
        return new ParsedClaims(
                new Claims(subject, issued, expires, publicKey(json)),
                notBefore,
                text(json.path("iss")),
                audiences(json.path("aud")));
    }

    private static Optional<Instant> time(JsonNode json, String claim)
            throws InvalidTokenException {
        JsonNode value = json.path(claim);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        double seconds = value.isNumber() ? value.asDouble() : Double.NaN;
        if (!(seconds >= 0 && seconds < Instant.MAX.getEpochSecond() / 2.0)) {
            throw new InvalidTokenException(
                    "the token's \"%s\" is no number of seconds".formatted(claim));
        }
        return Optional.of(Instant.ofEpochSecond((long) seconds));
    }

    private static Optional<String> publicKey(JsonNode json) {
        return text(json.path(JwtClaims.PUBLIC_KEY))
                .or(() -> text(json.path("custom_claims").path(JwtClaims.PUBLIC_KEY)));
    }

    private static Optional<String> text(JsonNode value) {
        return value.isString() ? Optional.of(value.asString()) : Optional.empty();
    }

    private static Set<String> audiences(JsonNode value) {
        return value.isString()
                ? Set.of(value.asString())
                : value.valueStream()
                        .filter(JsonNode::isString)
                        .map(JsonNode::asString)
                        .collect(Collectors.toUnmodifiableSet());
    }
}
