package io.slimconsole.mls.schedule;

/// A member has two ratchets: one for what it says to the application, one for proposals and commits.
///
/// @see "RFC 9420 §9"
public enum RatchetType {
    HANDSHAKE("handshake"),
    APPLICATION("application");

    private final String label;

    RatchetType(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
