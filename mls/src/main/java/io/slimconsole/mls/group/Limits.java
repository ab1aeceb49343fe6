package io.slimconsole.mls.group;

/// How much one peer can make us do or keep.
///
/// @param messageBytes of one message, a Welcome or a ratchet tree, before it is decoded
/// @param members in a group
/// @param proposals in a commit
/// @param generationsAhead that a message may be ahead of the one before it
/// @param lateKeys kept for messages of one sender that come late
/// @param pastEpochs whose messages are still opened
/// @param history commits that are remembered for people to look at
public record Limits(
        int messageBytes,
        int members,
        int proposals,
        int generationsAhead,
        int lateKeys,
        int pastEpochs,
        int history) {
    public static final Limits DEFAULT =
            new Limits(8 * 1_024 * 1_024, 5_000, 1_000, 1_024, 1_024, 3, 100);
}
