package io.slimconsole.mls.tree;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/// A path that doesn't fit the tree, or that can't be opened.
public final class TreeKemException extends Exception {
    private static final long serialVersionUID = 1;

    TreeKemException(String message) {
        super(message);
    }

    TreeKemException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /// Always there.
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
