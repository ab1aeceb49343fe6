package io.slimconsole.session.identity;

import java.time.Instant;
import java.util.Optional;

/// What a token says, once it is verified.
///
/// @param subject who its holder is
/// @param publicKey of its holder's signatures, as it stands there; empty if it names none
public record Claims(String subject, Instant issued, Instant expires, Optional<String> publicKey) {}
