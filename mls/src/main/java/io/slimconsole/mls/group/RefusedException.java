package io.slimconsole.mls.group;

import java.util.Objects;

/// A message, or an operation, that RFC 9420 forbids. Nothing has changed.
public final class RefusedException extends Exception {
    private static final long serialVersionUID = 1;

    private final Check check;

    public RefusedException(Check check, String detail) {
        super(detail);
        this.check = check;
    }

    public RefusedException(Check check, String detail, Throwable cause) {
        super(detail, cause);
        this.check = check;
    }

    public Check check() {
        return check;
    }

    static void require(boolean holds, Check check, String detail) throws RefusedException {
        if (!holds) {
            throw new RefusedException(check, detail);
        }
    }

    /// Always there.
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
