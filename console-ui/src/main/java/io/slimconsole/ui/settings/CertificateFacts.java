package io.slimconsole.ui.settings;

import java.time.Instant;
import java.util.List;

/// What an operator wants to know of a certificate.
///
/// @param names host names and addresses that clients may connect to
/// @param key kind and strength: `EC, 256 bit`
/// @param chain how many certificates the file holds
record CertificateFacts(
        String subject,
        String issuer,
        List<String> names,
        Instant validFrom,
        Instant validUntil,
        String key,
        int chain) {
    CertificateFacts {
        names = List.copyOf(names);
    }
}
