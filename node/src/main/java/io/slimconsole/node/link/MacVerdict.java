package io.slimconsole.node.link;

/// Whether a message that came in on a link may be looked at any further.
///
/// @see "data-plane.md 3.6"
public enum MacVerdict {
    ACCEPTED(""),
    /// With a MAC to check, a message without a SLIM header can't be right.
    NO_HEADER("SLIM header not found"),
    MISSING("missing SLIM header integrity tag"),
    WRONG_LENGTH("invalid integrity tag length"),
    WRONG("SLIM header integrity verification failed"),
    /// It carries a tag, or should, and this link has no key.
    NO_KEY("header MAC requires completed link negotiation");

    private final String text;

    MacVerdict(String text) {
        this.text = text;
    }

    /// As upstream words it.
    public String text() {
        return text;
    }
}
