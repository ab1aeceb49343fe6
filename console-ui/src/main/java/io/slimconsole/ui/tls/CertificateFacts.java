package io.slimconsole.ui.tls;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What an operator wants to know of a certificate.
///
/// @param subject as RFC 2253 text
/// @param issuer likewise; the same as the subject where it signed itself
/// @param names DNS names and addresses that it is valid for
/// @param chainLength how many certificates the file has, this one included
public record CertificateFacts(
        String subject,
        String issuer,
        List<String> names,
        Instant notBefore,
        Instant notAfter,
        int chainLength) {

    /// Clients begin to fail soon after this; time enough to get a new one.
    public static final Duration EXPIRES_SOON = Duration.ofDays(30);

    public boolean isExpired(Instant now) {
        return now.isAfter(notAfter);
    }

    public boolean isNotYetValid(Instant now) {
        return now.isBefore(notBefore);
    }

    public boolean expiresSoon(Instant now) {
        return !isExpired(now) && now.plus(EXPIRES_SOON).isAfter(notAfter);
    }
}
