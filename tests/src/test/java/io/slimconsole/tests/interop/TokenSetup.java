package io.slimconsole.tests.interop;

import java.util.List;
import java.util.Map;

/// How an application of upstream's SDK signs its tokens, and which ones of others it believes.
///
/// @param algorithm as tokens name it
/// @param signing a private key in PEM, or a secret
/// @param format of the verifying key: `Pem` or `Jwks`
/// @param verifying a public key in PEM, a secret, or a set of keys
record TokenSetup(
        String subject,
        String issuer,
        String audience,
        String algorithm,
        String signing,
        String format,
        String verifying) {
    Map<String, Object> json() {
        return Map.of(
                "subject", subject,
                "issuer", issuer,
                "audience", List.of(audience),
                "signing", Map.of("algorithm", algorithm, "format", "Pem", "key", signing),
                "verifying", Map.of("algorithm", algorithm, "format", format, "key", verifying));
    }
}
