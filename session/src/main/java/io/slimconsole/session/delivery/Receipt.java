package io.slimconsole.session.delivery;

/// What became of a message on its way to one member.
public enum Receipt {
    /// The member has it: its application got it, or will when those before it are there or known to be lost.
    ACKNOWLEDGED,
    /// The member did not answer, however often it was sent.
    UNREACHABLE,
    /// The member went offline, or out of the session, before it answered.
    LEFT,
    /// The session ended before the member answered.
    UNKNOWN
}
