package io.slimconsole.mls.schedule;

import io.slimconsole.mls.crypto.Secret;

/// What an epoch leaves to the next one (`init_secret`).
///
/// @see "RFC 9420 §8"
public record InitSecret(Secret value) {}
