package io.slimconsole.ui.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.persistence.ConsoleSettings;
import io.slimconsole.ui.app.DatabaseQuestion.Choice;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

final class StoresTest {
    @TempDir Path folder;

    @Test
    void aFreshStartKeepsTheDamagedFile() throws IOException {
        Files.writeString(folder.resolve("console.mv.db"), "damaged");

        try (var stores = Stores.open(folder, _ -> Choice.START_AFRESH).orElseThrow()) {
            assertThat(stores.saved()).isTrue();
        }

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.filter(f -> f.toString().contains("damaged-")))
                    .singleElement()
                    .satisfies(f -> assertThat(f).hasContent("damaged"));
        }
    }

    @Test
    void withoutSavingNothingIsTouched() throws IOException {
        Path file = Files.writeString(folder.resolve("console.mv.db"), "damaged");

        try (var stores = Stores.open(folder, _ -> Choice.WITHOUT_SAVING).orElseThrow()) {
            ConsoleSettings changed = stores.settings().load().withFontPercent(150);
            stores.settings().save(changed);

            assertThat(stores.saved()).isFalse();
            assertThat(stores.settings().load()).isEqualTo(changed);
        }
        assertThat(file).hasContent("damaged");
    }

    @Test
    void anotherTryAsksAgainUntilItOpens() throws IOException {
        Path file = Files.writeString(folder.resolve("console.mv.db"), "damaged");
        List<DatabaseQuestion> asked = new ArrayList<>();

        try (var stores =
                Stores.open(
                                folder,
                                question -> {
                                    asked.add(question);
                                    if (asked.size() == 2) {
                                        delete(file);
                                    }
                                    return Choice.RETRY;
                                })
                        .orElseThrow()) {
            assertThat(stores.saved()).isTrue();
        }
        assertThat(asked).hasSize(2);
    }

    @Test
    void quittingOpensNothing() throws IOException {
        Files.writeString(folder.resolve("console.mv.db"), "damaged");

        assertThat(Stores.open(folder, _ -> Choice.QUIT)).isEmpty();
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
