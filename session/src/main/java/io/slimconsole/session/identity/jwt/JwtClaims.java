package io.slimconsole.session.identity.jwt;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What our tokens say, besides their times and our key.
///
/// @param subject who we are
/// @param audiences for whom they are; empty for whoever reads them
/// @param others top-level claims, as JSON has them: texts, numbers, booleans, lists, maps
public record JwtClaims(
        String subject,
        Optional<String> issuer,
        List<String> audiences,
        Map<String, Object> others) {
    static final String PUBLIC_KEY = "pubkey";

    private static final Set<String> OURS =
            Set.of("sub", "iss", "aud", "exp", "iat", "nbf", PUBLIC_KEY);

    /// @throws IllegalArgumentException without a subject, or if others are among those that we write ourselves
    public JwtClaims {
        if (subject.isBlank()) {
            throw new IllegalArgumentException("an identity has a subject");
        }
        if (others.keySet().stream().anyMatch(OURS::contains)) {
            throw new IllegalArgumentException(
                    "%s are written by the console itself; claims besides them: %s"
                            .formatted(OURS, others.keySet()));
        }
        audiences = List.copyOf(audiences);
        others = Map.copyOf(others);
    }

    public static JwtClaims of(String subject) {
        return new JwtClaims(subject, Optional.empty(), List.of(), Map.of());
    }

    public JwtClaims withIssuer(String name) {
        return new JwtClaims(subject, Optional.of(name), audiences, others);
    }

    public JwtClaims withAudiences(String... names) {
        return new JwtClaims(subject, issuer, List.of(names), others);
    }

    public JwtClaims withOthers(Map<String, Object> claims) {
        return new JwtClaims(subject, issuer, audiences, claims);
    }

    /// As they are written. The audience is a list, even of one: upstream takes nothing else.
    ///
    /// @param issued in seconds
    /// @param expires in seconds
    Map<String, Object> toJson(long issued, long expires, String publicKey) {
        var json = new LinkedHashMap<String, Object>(others);
        issuer.ifPresent(name -> json.put("iss", name));
        json.put("sub", subject);
        if (!audiences.isEmpty()) {
            json.put("aud", audiences);
        }
        json.put("exp", expires);
        json.put("iat", issued);
        json.put("nbf", issued);
        json.put(PUBLIC_KEY, publicKey);
        return json;
    }
}
