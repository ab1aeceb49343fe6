package io.slimconsole.ui.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.tests.kit.Await;
import io.slimconsole.ui.app.SingleInstance.Claim;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;

class SingleInstanceTest {
    private static final OptionalLong THIS_PROCESS = OptionalLong.of(ProcessHandle.current().pid());

    @TempDir Path folder;

    @Test
    void aSecondConsoleBringsTheFirstToTheFront() throws IOException {
        var calls = new AtomicInteger();
        try (SingleInstance first = first()) {
            first.onToFront(calls::incrementAndGet);

            assertThat(SingleInstance.claim(folder)).isEqualTo(new Claim.HandedOver(THIS_PROCESS));
            assertThat(SingleInstance.claim(folder)).isEqualTo(new Claim.HandedOver(THIS_PROCESS));
        }
        assertThat(calls).hasValue(2);
    }

    @Test
    void theFolderIsFreeAgainAfterClosing() throws IOException {
        SingleInstance first = first();
        first.close();
        first.close();

        try (SingleInstance second = first()) {
            assertThat(second).isNotSameAs(first);
        }
    }

    @Test
    void whatAKilledConsoleLeftBehindIsNoObstacle() throws IOException {
        Files.writeString(folder.resolve("instance.lock"), "4711");
        Files.createFile(folder.resolve("instance.socket"));
        var calls = new AtomicInteger();

        try (SingleInstance first = first()) {
            first.onToFront(calls::incrementAndGet);
            assertThat(SingleInstance.claim(folder)).isInstanceOf(Claim.HandedOver.class);
        }

        assertThat(calls).hasValue(1);
    }

    @Test
    void someoneWhoHoldsTheFolderAndDoesNotAnswerIsNamed() throws IOException {
        try (FileChannel other =
                FileChannel.open(
                        folder.resolve("instance.lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE)) {
            Files.writeString(folder.resolve("instance.lock"), "4711");
            try (var _ = other.lock(1024, 1, false)) {
                assertThat(SingleInstance.claim(folder))
                        .isEqualTo(new Claim.NoAnswer(OptionalLong.of(4711)));
            }
        }
    }

    @Test
    void aFolderWhosePathIsTooLongForASocketIsStillHeld() throws IOException {
        Path deep = Files.createDirectories(folder.resolve("a".repeat(120)));

        try (SingleInstance _ = ((Claim.First) SingleInstance.claim(deep)).instance()) {
            assertThat(SingleInstance.claim(deep)).isEqualTo(new Claim.NoAnswer(THIS_PROCESS));
        }
    }

    @Test
    void closingFreesTheSocketsFile() throws IOException {
        SingleInstance first = first();
        Await.until("the socket is there", () -> Files.exists(folder.resolve("instance.socket")));

        first.close();

        assertThat(folder.resolve("instance.socket")).doesNotExist();
    }

    private SingleInstance first() throws IOException {
        return ((Claim.First) SingleInstance.claim(folder)).instance();
    }
}
