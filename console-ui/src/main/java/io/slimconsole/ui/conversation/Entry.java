package io.slimconsole.ui.conversation;

import io.slimconsole.ui.sessions.Said;

/// What a row of the conversation says, ready to be shown. Unchanging.
///
/// @param said what it is made from
/// @param who whose it is, or who it is about
/// @param remark whom it was for, where that is not everybody; may be empty
/// @param kind what sort of content the sender says that it has, and its size
/// @param metadata one line; may be empty
/// @param fate what became of one of ours; empty for others
/// @param tip the fate in full; may be empty
record Entry(
        Said said,
        Sort sort,
        String who,
        String remark,
        String kind,
        String metadata,
        Bodies.Beginning body,
        String fate,
        String tip) {
    /// What a row is.
    enum Sort {
        HEARD,
        /// Ours, on its way.
        UNDER_WAY,
        /// Ours, and all that is to be heard of it is good.
        DONE,
        /// Ours; some have not acknowledged it.
        INCOMPLETE,
        /// Ours; it was not sent.
        FAILED,
        GAP
    }

    boolean isOurs() {
        return said instanceof Said.Ours;
    }

    /// Whether it may be sent again.
    boolean canRepeat() {
        return sort == Sort.INCOMPLETE || sort == Sort.FAILED;
    }

    /// Whether more of it is there than is shown while it is folded.
    boolean isLong() {
        return body.more() || body.lines().size() > Bodies.FOLDED_LINES;
    }
}
