package io.slimconsole.tests.mls;

/// Not an error, only a way to show something beside a failure.
final class Aside extends Throwable {
    private static final long serialVersionUID = 1;

    Aside(String text) {
        super(text, null, false, false);
    }
}
