package io.slimconsole.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slimconsole.node.NodeConfig;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.SQLException;

final class H2SettingsTest extends SettingsStoreContract {
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
    SettingsStore store() {
        return database.settings();
    }

    @Test
    void settingsAndTheFirstNodeIdAreThereAgainAfterARestart() {
        ConsoleSettings first = store().load();
        database.close();
        database = Opens.database(folder);
        assertThat(store().load()).isEqualTo(first);

        store().save(ALL_CHANGED);
        database.close();
        database = Opens.database(folder);

        assertThat(store().load()).isEqualTo(ALL_CHANGED);
    }

    @Test
    void aValueThatCantBeReadIsNamedAndTheOthersHold() throws SQLException {
        store().save(ALL_CHANGED);
        String changed = checked("node.port", "forty");
        database.close();
        Opens.execute(folder, changed);

        OpenResult.Opened opened = Opens.opened(folder);
        database = opened.database();

        assertThat(opened.notes())
                .containsExactly(
                        new Note.UnreadableSetting(
                                "node.port", "forty", "46357", "it is not a whole number"));
        NodeConfig all = ALL_CHANGED.node();
        assertThat(store().load())
                .isEqualTo(
                        ALL_CHANGED.withNode(
                                new NodeConfig(
                                        all.nodeId(),
                                        all.host(),
                                        NodeConfig.DEFAULT_PORT,
                                        all.tls(),
                                        all.domainName(),
                                        all.requireHeaderMac(),
                                        all.limits())));
    }

    @Test
    void aValueThatCantBeReadStaysStoredUntilAnotherIsSaved() throws SQLException {
        store().save(ALL_CHANGED);
        String changed = checked("ui.theme", "SEPIA");
        database.close();
        Opens.execute(folder, changed);
        database = Opens.database(folder);
        store().save(store().load().withFontPercent(120));
        database.close();
        OpenResult.Opened stillUnreadable = Opens.opened(folder);
        database = stillUnreadable.database();
        assertThat(stillUnreadable.notes()).hasSize(1);

        store().save(store().load().withTheme(Theme.LIGHT));
        database.close();
        OpenResult.Opened repaired = Opens.opened(folder);
        database = repaired.database();

        assertThat(repaired.notes()).isEmpty();
        assertThat(store().load().theme()).isEqualTo(Theme.LIGHT);
        assertThat(store().load().fontPercent()).isEqualTo(120);
    }

    @Test
    void savingAfterTheEndIsRefused() {
        ConsoleSettings settings = store().load();
        database.close();

        assertThatThrownBy(() -> store().save(settings))
                .isInstanceOfSatisfying(
                        PersistenceException.class,
                        e -> assertThat(e.reason()).isEqualTo(PersistenceException.Reason.CLOSED))
                .hasMessage("the settings could not be written: the database is closed");
    }

    private static String checked(String name, String text) {
        return "UPDATE setting SET setting = '%s', checksum = %d WHERE name = '%s'"
                .formatted(text, StoredSetting.of(name, text).checksum(), name);
    }
}
