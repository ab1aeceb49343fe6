package io.slimconsole.session.keys;

/// The state of a group can't be sealed, and so not be stored.
public final class SealingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SealingException(RuntimeException cause) {
        super("the keys can't be sealed: " + cause.getMessage(), cause);
    }
}
