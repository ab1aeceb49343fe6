package io.slimconsole.ui.recording;

import io.slimconsole.persistence.audit.ActivityKind;

/// Who has something done.
public enum Actor {
    /// In the window.
    OPERATOR("operator", ActivityKind.OPERATOR),
    /// A program that calls the channel manager.
    API("api", ActivityKind.API);

    private final String text;
    private final ActivityKind kind;

    Actor(String text, ActivityKind kind) {
        this.text = text;
        this.kind = kind;
    }

    String text() {
        return text;
    }

    ActivityKind kind() {
        return kind;
    }
}
