package io.slimconsole.ui.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;

import io.slimconsole.node.LocalApplication;
import io.slimconsole.node.NodeConfig;
import io.slimconsole.node.SlimNode;
import io.slimconsole.node.feed.MessageFeed;
import io.slimconsole.node.name.Name;
import io.slimconsole.node.name.NameId;
import io.slimconsole.node.wire.SlimMessage;
import io.slimconsole.persistence.Theme;
import io.slimconsole.persistence.audit.AuditLog;
import io.slimconsole.persistence.audit.AuditLog.ExportFormat;
import io.slimconsole.persistence.audit.AuditRules;
import io.slimconsole.persistence.audit.MessageFilter;
import io.slimconsole.tests.kit.Await;
import io.slimconsole.ui.kit.UiTest;

import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.util.WaitForAsyncUtils;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;

/// The way of a message from a real node through a real log into the window; and of somebody who changes the log's file.
final class AuditJourneyTest extends UiTest {
    private static final Name DISPLAY = instance("display", 1);
    private static final Name STATION = instance("station", 2);
    private static final Name NOBODY = instance("nobody", 3);

    private final MessageFeed feed = new MessageFeed(0);

    @TempDir private Path folder;
    private AuditLog log;

    private static Name instance(String service, long id) {
        return Name.of("acme", "weather", service).withId(new NameId(id, id));
    }

    private void openLog() {
        log = AuditLog.open(folder, feed, AuditRules.DEFAULTS, Clock.systemUTC());
        setAudit(log);
    }

    @AfterEach
    void closeLog() {
        log.close();
    }

    private void send(LocalApplication from, Name to, int count) {
        for (int i = 0; i < count; i++) {
            from.send(
                    SlimMessage.publish(STATION, to)
                            .payload("text/plain", ByteString.copyFromUtf8("reading " + i))
                            .build());
        }
    }

    private TableView<?> table() {
        return find(TableView.class, "messages-table");
    }

    private void rows(int count) {
        Await.until(count + " rows", () -> table().getItems().size() == count);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void messages() {
        open(Theme.LIGHT, AuditScreens::of);
        robot().interact(() -> context().navigation().open("messages"));
    }

    @Test
    void whatANodeForwardsIsSeenLiveFilteredAndExported() throws IOException {
        openLog();
        messages();
        Await.until("empty", () -> isShown("state-message"));
        try (SlimNode node = SlimNode.create(NodeConfig.loopback(0), feed)) {
            node.start();
            LocalApplication station = node.attach("station", STATION, (_, _) -> {});
            node.attach("display", DISPLAY, (_, _) -> {});

            send(station, DISPLAY, 40);
            send(station, NOBODY, 3);
            Await.until("all recorded", () -> log.messages().newest() == 43);
        }
        rows(43);
        robot().interact(
                        () -> find(TextField.class, "messages-filter").setText("outcome:no-route"));
        rows(3);
        robot().interact(() -> table().getSelectionModel().select(0));
        robot().interact(table()::requestFocus);
        robot().type(KeyCode.ENTER);
        Await.until("details", () -> isShown("message-detail"));
        assertThat(shownText("message-detail")).contains("acme/weather/nobody");
        picture("journey-no-route");

        Path file = folder.resolve("export.jsonl");
        try (var found = log.messages().find(MessageFilter.ALL)) {
            Await.until("found", () -> found.progress().done());
            assertThat(log.export(found, ExportFormat.JSON_LINES, file, _ -> {}, () -> false))
                    .isEqualTo(43);
        }
        assertThat(Files.readAllLines(file)).hasSizeGreaterThan(43);
    }

    @Test
    void whoChangesTheFileOfTheLogIsFoundOut() throws SQLException {
        openLog();
        try (SlimNode node = SlimNode.create(NodeConfig.loopback(0), feed)) {
            node.start();
            LocalApplication station = node.attach("station", STATION, (_, _) -> {});
            send(station, NOBODY, 60);
            Await.until("all recorded", () -> log.messages().newest() == 60);
        }
        assertThat(log.verify(_ -> {}, () -> false).sound()).isTrue();
        log.close();

        changeOneByte();
        openLog();
        messages();
        rows(60);
        robot().clickOn("#messages-verify");

        Await.until("found out", () -> isShown("state-banner"));
        assertThat(shownText("state-banner")).contains("is not as it was written");
        picture("journey-tampered");
    }

    private void changeOneByte() throws SQLException {
        try (Connection database =
                        DriverManager.getConnection(
                                "jdbc:h2:file:%s;IFEXISTS=TRUE".formatted(folder.resolve("audit")),
                                "SA",
                                "");
                PreparedStatement read =
                        database.prepareStatement(
                                "SELECT first_sequence, body FROM block_body WHERE trail = 0"
                                        + " ORDER BY first_sequence FETCH FIRST ROW ONLY");
                ResultSet row = read.executeQuery()) {
            row.next();
            byte[] body = row.getBytes(2);
            body[body.length / 2] ^= 1;
            try (PreparedStatement write =
                    database.prepareStatement(
                            "UPDATE block_body SET body = ? WHERE trail = 0 AND first_sequence"
                                    + " = ?")) {
                write.setBytes(1, body);
                write.setLong(2, row.getLong(1));
                write.executeUpdate();
            }
        }
    }
}
