package io.slimconsole.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

final class H2UiStateTest extends UiStateStoreContract {
    @TempDir Path folder;
    private Database database;

    @BeforeEach
    void open() {
        database = Opens.database(folder);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Override
    UiStateStore store() {
        return database.uiState();
    }

    @Test
    void aFloodOfValuesEndsWithTheLastOnesAfterARestart() {
        for (int i = 0; i < 20_000; i++) {
            store().put("key." + i % 10, Integer.toString(i));
        }
        database.close();
        database = Opens.database(folder);

        for (int i = 0; i < 10; i++) {
            assertThat(store().get("key." + i)).contains(Integer.toString(19_990 + i));
        }
    }

    @Test
    void aValueThatComesAfterTheEndDoesNoHarm() {
        database.close();

        store().put("view", "routes");

        assertThat(store().get("view")).contains("routes");
    }
}
