package io.slimconsole.ui.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slimconsole.ui.app.DataFolder.Found;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;

final class DataFolderTest {
    @TempDir Path temporary;
    private Path standard;
    private DataFolder folders;

    @BeforeEach
    void create() throws IOException {
        standard = Files.createDirectories(temporary.resolve("standard"));
        Files.writeString(standard.resolve("console.mv.db"), "data");
        folders = new DataFolder(standard);
    }

    @Test
    void eachPlatformHasItsFolder() {
        Path home = temporary.resolve("home");
        Path elsewhere = temporary.resolve("elsewhere");

        assertThat(DataFolder.ofPlatform(Map.of(), "Linux", home).standard())
                .isEqualTo(home.resolve(".local/share/slim-console"));
        assertThat(
                        DataFolder.ofPlatform(
                                        Map.of("XDG_DATA_HOME", elsewhere.toString()),
                                        "Linux",
                                        home)
                                .standard())
                .isEqualTo(elsewhere.resolve("slim-console"));
        assertThat(
                        DataFolder.ofPlatform(Map.of("XDG_DATA_HOME", "relative"), "Linux", home)
                                .standard())
                .isEqualTo(home.resolve(".local/share/slim-console"));
        assertThat(DataFolder.ofPlatform(Map.of(), "Mac OS X", home).standard())
                .isEqualTo(home.resolve("Library/Application Support/SLIM Console"));
        assertThat(
                        DataFolder.ofPlatform(
                                        Map.of("LOCALAPPDATA", elsewhere.toString()),
                                        "Windows 11",
                                        home)
                                .standard())
                .isEqualTo(elsewhere.resolve("SLIM Console"));
    }

    @Test
    void withoutAChoiceItIsTheStandardOne() throws IOException {
        assertThat(folders.find()).isEqualTo(new Found(standard, Optional.empty()));
        assertThat(folders.planned()).isEmpty();
    }

    @Test
    void aPlannedMoveIsCarriedOutOnceAndTheOldDataKept() throws IOException {
        Path target = temporary.resolve("target");
        folders.plan(target);
        assertThat(folders.planned()).contains(target);

        assertThat(folders.find()).isEqualTo(new Found(target, Optional.empty()));

        assertThat(folders.planned()).isEmpty();
        assertThat(target.resolve("console.mv.db")).hasContent("data");
        assertThat(standard.resolve("console.mv.db")).hasContent("data");
        Files.writeString(target.resolve("console.mv.db"), "newer data");
        assertThat(folders.find()).isEqualTo(new Found(target, Optional.empty()));
        assertThat(target.resolve("console.mv.db")).hasContent("newer data");
    }

    @Test
    void dataThatIsInTheTargetIsNotOverwritten() throws IOException {
        Path target = Files.createDirectories(temporary.resolve("target"));
        Files.writeString(target.resolve("console.mv.db"), "other data");
        folders.plan(target);

        folders.find();

        assertThat(target.resolve("console.mv.db")).hasContent("other data");
    }

    @Test
    void theKeyGoesAlongAndStaysPrivate() throws IOException {
        Path key = Files.writeString(standard.resolve("console.key"), "key");
        boolean posix = Files.getFileStore(key).supportsFileAttributeView("posix");
        if (posix) {
            Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        }
        Path target = temporary.resolve("target");
        folders.plan(target);

        folders.find();

        Path moved = target.resolve("console.key");
        assertThat(moved).hasContent("key");
        if (posix) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(moved)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void theKeyOfOtherDataIsNotOverwritten() throws IOException {
        Files.writeString(standard.resolve("console.key"), "key");
        Path target = Files.createDirectories(temporary.resolve("target"));
        Files.writeString(target.resolve("console.key"), "other key");
        folders.plan(target);

        Found found = folders.find();

        assertThat(found.folder()).isEqualTo(standard);
        assertThat(found.problem())
                .hasValueSatisfying(why -> assertThat(why).contains("it is the key of other data"));
        assertThat(target.resolve("console.key")).hasContent("other key");
        assertThat(target.resolve("console.mv.db")).doesNotExist();
    }

    @Test
    void theAuditLogGoesAlongWithItsKeysAndItsSeal() throws IOException {
        Files.writeString(standard.resolve("audit.mv.db"), "log");
        Files.writeString(standard.resolve("audit.seal"), "seal");
        Files.writeString(standard.resolve("audit.keys"), "keys");
        Path target = temporary.resolve("target");
        folders.plan(target);

        folders.find();

        assertThat(target.resolve("audit.mv.db")).hasContent("log");
        assertThat(target.resolve("audit.seal")).hasContent("seal");
        assertThat(target.resolve("audit.keys")).hasContent("keys");
    }

    @Test
    void theAuditLogOfOtherDataIsNotOverwritten() throws IOException {
        Files.writeString(standard.resolve("audit.mv.db"), "log");
        Path target = Files.createDirectories(temporary.resolve("target"));
        Files.writeString(target.resolve("audit.mv.db"), "other log");
        folders.plan(target);

        Found found = folders.find();

        assertThat(found.folder()).isEqualTo(standard);
        assertThat(found.problem())
                .hasValueSatisfying(why -> assertThat(why).contains("it belongs to other data"));
        assertThat(target.resolve("audit.mv.db")).hasContent("other log");
        assertThat(target.resolve("console.mv.db")).doesNotExist();
    }

    @Test
    void aPlanCanBeTakenBack() throws IOException {
        folders.plan(temporary.resolve("target"));

        folders.cancel();

        assertThat(folders.planned()).isEmpty();
        assertThat(folders.find()).isEqualTo(new Found(standard, Optional.empty()));
    }

    @Test
    void aMoveCanLeadBack() throws IOException {
        Path target = temporary.resolve("target");
        folders.plan(target);
        folders.find();

        folders.plan(standard);

        assertThat(folders.find()).isEqualTo(new Found(standard, Optional.empty()));
    }

    @Test
    void aMoveThatFailsLeavesTheDataWhereItIs() throws IOException {
        Path target = temporary.resolve("target");
        folders.plan(target);
        Files.delete(target);
        Files.writeString(target, "a file in the way");

        Found found = folders.find();

        assertThat(found.folder()).isEqualTo(standard);
        assertThat(found.problem()).hasValueSatisfying(why -> assertThat(why).contains("target"));
    }

    @Test
    void aTargetThatCantBeWrittenIsNotPlanned() throws IOException {
        Path file = Files.writeString(temporary.resolve("file"), "a file");

        assertThatThrownBy(() -> folders.plan(file.resolve("inside")))
                .isInstanceOf(IOException.class);
        assertThat(folders.planned()).isEmpty();
    }
}
