package io.slimconsole.mls.schedule;

import io.slimconsole.mls.crypto.Secret;

/// What a Welcome brings (`joiner_secret`).
///
/// @see "RFC 9420 §8"
public record JoinerSecret(Secret value) {}
