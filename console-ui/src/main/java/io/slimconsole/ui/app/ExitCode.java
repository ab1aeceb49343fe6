package io.slimconsole.ui.app;

/// What the process ends with; wrong options end it with 2, which is picocli's.
final class ExitCode {
    static final int OK = 0;
    static final int FAILED = 1;

    private ExitCode() {}
}
