package io.slimconsole.session;

/// A change could not be stored, however often it was tried: so nobody may hear of it.
final class NotStoredException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotStoredException(String why) {
        super(why);
    }
}
