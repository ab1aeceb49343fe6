package io.slimconsole.ui.audit;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.controls.PasswordTextField;

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
import io.slimconsole.persistence.audit.AuditRules;
import io.slimconsole.tests.kit.Await;
import io.slimconsole.ui.kit.UiTest;

import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.util.WaitForAsyncUtils;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;

/// A start with a log whose keys are under a passphrase.
final class LockedLogTest extends UiTest {
    private static final Name STATION =
            Name.of("acme", "weather", "station").withId(new NameId(2, 2));
    private static final Name NOBODY =
            Name.of("acme", "weather", "nobody").withId(new NameId(3, 3));

    private final MessageFeed feed = new MessageFeed(0);

    @TempDir private Path folder;
    private AuditLog log;

    private AuditLog openLog() {
        return AuditLog.open(folder, feed, AuditRules.DEFAULTS, Clock.systemUTC());
    }

    private void lockLog() throws IOException {
        try (AuditLog before = openLog()) {
            before.protectKeys(Optional.of("open sesame".toCharArray()));
            Await.until("recorded", () -> before.activity().newest() == 1);
        }
        log = openLog();
        setAudit(log);
    }

    @AfterEach
    void closeLog() {
        log.close();
    }

    private void send(SlimNode node) {
        LocalApplication station = node.attach("station", STATION, (_, _) -> {});
        station.send(
                SlimMessage.publish(STATION, NOBODY)
                        .payload("text/plain", ByteString.copyFromUtf8("a reading"))
                        .build());
    }

    private void tryPassphrase(String typed) {
        robot().interact(
                        () -> {
                            var field = find(PasswordTextField.class, "messages-unlock-passphrase");
                            field.setText(typed);
                            field.requestFocus();
                        });
        robot().type(KeyCode.ENTER);
    }

    private int rows(String screen) {
        return WaitForAsyncUtils.waitForAsyncFx(
                5_000, () -> find(TableView.class, screen + "-table").getItems().size());
    }

    @ParameterizedTest
    @EnumSource(
            value = Theme.class,
            names = {"LIGHT", "DARK"})
    void recordingBeginsWhenTheRightPassphraseIsEntered(Theme theme) throws Exception {
        String name = theme.name().toLowerCase(Locale.ROOT);
        lockLog();
        open(theme, AuditScreens::of);
        robot().interact(() -> context().navigation().open("messages"));

        Await.until("asked", () -> isShown("messages-unlock-passphrase"));
        Await.until("status", () -> textOf("status-audit").equals("not recording: locked"));
        picture("messages-locked-" + name);

        tryPassphrase("sesame");
        Await.until("refused", () -> isShown("messages-unlock-problem"));
        assertThat(textOf("messages-unlock-problem")).startsWith("This is another passphrase");
        assertThat(find(PasswordTextField.class, "messages-unlock-passphrase").getPassword())
                .isEqualTo("sesame");
        assertThat(log.status().isLocked()).isTrue();
        resize(900, 600);
        picture("messages-locked-wrong-" + name);
        robot().interact(() -> context().navigation().open("messages"));
        robot().clickOn("#status-audit");
        Await.until("activity asks too", () -> isShown("activity-unlock-passphrase"));

        robot().interact(() -> context().navigation().open("messages"));
        tryPassphrase("open sesame");
        Await.until("open", () -> !isShown("messages-unlock-passphrase"));
        Await.until("status", () -> textOf("status-audit").startsWith("recording"));
        try (SlimNode node = SlimNode.create(NodeConfig.loopback(0), feed)) {
            node.start();
            send(node);
            Await.until("recorded", () -> log.messages().newest() >= 1);
        }
        Await.until("in sight", () -> rows("messages") >= 1);
        picture("messages-unlocked-" + name);
    }
}
