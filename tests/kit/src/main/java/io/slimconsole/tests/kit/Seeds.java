package io.slimconsole.tests.kit;

import java.util.stream.LongStream;

/// Seeds of random runs: fixed ones, so that a failure is seen again, or the one given with `-Dseed=…`.
public final class Seeds {
    private static final int COUNT = 8;

    private Seeds() {}

    /// For `@MethodSource("io.slimconsole.tests.kit.Seeds#some")`.
    public static LongStream some() {
        Long given = Long.getLong("seed");
        return given != null ? LongStream.of(given) : LongStream.rangeClosed(1, COUNT);
    }
}
