package io.slimconsole.mls.group;

import io.slimconsole.mls.framing.MlsMessage;

import java.util.Optional;

/// A commit of ours: for the members, for those that it adds, and the epoch that we are in once it is accepted.
public record CommitResult(MlsMessage commit, Optional<MlsMessage> welcome, Epoch next) {}
