package io.slimconsole.mls.group;

import java.util.Objects;
import java.util.function.Supplier;

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

    /// @param detail put together only if it is needed: for what is asked of each member
    static void require(boolean holds, Check check, Supplier<String> detail)
            throws RefusedException {
        if (!holds) {
            throw new RefusedException(check, detail.get());
        }
    }

    /// Always there.
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
