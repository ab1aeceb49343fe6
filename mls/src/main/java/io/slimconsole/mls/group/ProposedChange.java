package io.slimconsole.mls.group;

import io.slimconsole.mls.framing.Proposal;

/// A proposal, and the leaf of who made it.
public record ProposedChange(Proposal proposal, int sender) {}
