package io.slimconsole.mls.group;

/// How much one peer can make us do or keep.
///
/// @param members in a group
/// @param proposals in a commit
/// @param generationsAhead that a message may be ahead of the one before it
/// @param lateKeys kept for messages of one sender that come late
/// @param pastEpochs whose messages are still opened
public record Limits(
        int members, int proposals, int generationsAhead, int lateKeys, int pastEpochs) {
    public static final Limits DEFAULT = new Limits(5_000, 1_000, 1_024, 1_024, 3);
}
