package io.slimconsole.persistence.audit.store;

/// Which of the two trails.
public enum TrailId {
    MESSAGES(0, "messages"),
    ACTIVITY(1, "activity");

    private final int code;
    private final String word;

    TrailId(int code, String word) {
        this.code = code;
        this.word = word;
    }

    /// As the tables tell it; pinned by the released schema.
    int code() {
        return code;
    }

    public String word() {
        return word;
    }
}
