package io.slimconsole.ui.fx;

import java.util.Optional;

/// Short messages in the corner of the window: how the operator's own actions went, and errors.
public interface Toasts {
    /// What kind of news it is; each has its icon and colour.
    enum Kind {
        INFO,
        SUCCESS,
        WARNING,
        ERROR
    }

    /// A way from the message to its place.
    record Link(String text, Runnable open) {}

    void show(Kind kind, String text, Optional<Link> link);

    default void info(String text) {
        show(Kind.INFO, text, Optional.empty());
    }

    default void success(String text) {
        show(Kind.SUCCESS, text, Optional.empty());
    }

    default void warning(String text) {
        show(Kind.WARNING, text, Optional.empty());
    }

    default void error(String text) {
        show(Kind.ERROR, text, Optional.empty());
    }
}
