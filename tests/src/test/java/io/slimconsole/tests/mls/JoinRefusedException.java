package io.slimconsole.tests.mls;

/// An implementation, ours or another, does not take a Welcome.
final class JoinRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    JoinRefusedException(String who, Throwable cause) {
        super("%s does not join: %s".formatted(who, cause.getMessage()), cause);
    }
}
