package io.slimconsole.mls.schedule;

import io.slimconsole.mls.crypto.Secret;

/// What a commit's path adds (`commit_secret`); zeros for one without a path.
///
/// @see "RFC 9420 §8"
public record CommitSecret(Secret value) {}
