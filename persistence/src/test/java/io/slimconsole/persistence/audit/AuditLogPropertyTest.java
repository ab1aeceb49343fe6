package io.slimconsole.persistence.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

final class AuditLogPropertyTest {
    @TempDir Path folder;

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.slimconsole.tests.kit.Seeds#some")
    void whatWasReportedIsFoundByWhatItIs(long seed) {
        var random = new Random(seed);
        var messages = new RandomMessages(random);
        List<MessageEntry> all = new ArrayList<>();
        for (int start = 0; start < 2; start++) {
            try (var opened = new OpenedLog(folder)) {
                for (int batch = 0; batch < 3; batch++) {
                    int count = random.nextInt(batch == 1 ? 40 : 5_000);
                    for (int i = 0; i < count; i++) {
                        MessageEntry next = messages.next();
                        all.add(next);
                        opened.source.add(next);
                    }
                    opened.await(all.size(), 0);
                }
                for (int i = 0; i < 20; i++) {
                    MessageFilter filter = messages.filter(all);
                    assertThat(opened.find(filter))
                            .as("%s", filter)
                            .isEqualTo(
                                    all.reversed().stream()
                                            .filter(e -> NaiveFilter.finds(filter, e))
                                            .toList());
                }
                assertThat(opened.find(MessageFilter.ALL)).isEqualTo(all.reversed());
            }
        }
    }
}
