package io.slimconsole.mls.schedule;

import io.slimconsole.mls.crypto.Secret;

/// What pre-shared keys add (`psk_secret`); zeros without any.
///
/// @see "RFC 9420 §8"
public record PskSecret(Secret value) {}
