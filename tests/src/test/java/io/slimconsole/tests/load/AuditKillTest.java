package io.slimconsole.tests.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/// A short run of the program that kills fifty times.
@Timeout(180)
final class AuditKillTest {
    private static final int KILLS = 5;

    @TempDir Path folder;

    @Test
    void aKilledProcessLosesASecondAtMostAndLeavesASoundLog() throws Exception {
        var kill = new AuditKill(folder, 42);

        for (int i = 0; i < KILLS; i++) {
            assertThat(kill.once().found().faults()).isEmpty();
        }
    }
}
