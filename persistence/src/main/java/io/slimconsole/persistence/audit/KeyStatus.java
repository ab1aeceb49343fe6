package io.slimconsole.persistence.audit;

import java.time.Instant;
import java.util.Optional;

/// The keys that the log writes with: what may be known of them.
///
/// @param generation counts from 1; one more with each rotation
/// @param since when the first entry was written with them; empty before
/// @param fingerprint of the key that signs, as exports name it
/// @param underPassphrase whether a start waits for one
public record KeyStatus(
        int generation, Optional<Instant> since, String fingerprint, boolean underPassphrase) {}
