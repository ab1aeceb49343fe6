package io.slimconsole.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;

final class H2VaultTest extends VaultContract {
    @TempDir Path temporary;
    private Path folder;
    private Path keyFile;
    private Database database;

    @BeforeEach
    void open() {
        folder = temporary.resolve("data");
        keyFile = folder.resolve("console.key");
        database = Opens.database(folder);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Override
    Vault vault() {
        return vault(database);
    }

    private static Vault vault(Database database) {
        VaultResult result = database.openVault();
        assertThat(result).isInstanceOf(VaultResult.Opened.class);
        return ((VaultResult.Opened) result).vault();
    }

    private void unusable(String why) {
        assertThat(database.openVault())
                .isEqualTo(new VaultResult.Unusable(why.formatted(keyFile)));
    }

    @Test
    void secretsAreThereAgainAfterARestartAndNotInTheFileAsTheyAre() throws IOException {
        vault().put("identity", SECRET);
        database.close();

        assertThat(Files.readString(folder.resolve("console.mv.db"), StandardCharsets.ISO_8859_1))
                .contains("identity")
                .doesNotContain("a secret that nobody");
        database = Opens.database(folder);
        assertThat(vault().find("identity")).hasValue(SECRET);
    }

    @Test
    void theKeyIsInAPrivateFileOfItsOwn() throws IOException {
        assumeTrue(Files.getFileStore(temporary).supportsFileAttributeView("posix"));
        assertThat(keyFile).doesNotExist();

        vault();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keyFile)))
                .isEqualTo("rw-------");
        assertThat(Files.readAllLines(keyFile)).hasSize(3).first().isEqualTo("SLIM Console key 1");
        assertThat(folder.resolve("console.key.new")).doesNotExist();
    }

    @Test
    void aKeyThatIsMissingIsNotMadeAnewWhereSomethingIsSealed() throws IOException {
        vault().put("identity", SECRET);
        Path copy = Files.move(keyFile, folder.resolve("copy"));

        unusable(
                "the key file %s is missing, and what is sealed can't be read without it; put it"
                        + " back from a copy");
        assertThat(keyFile).doesNotExist();

        Files.move(copy, keyFile);
        assertThat(vault().find("identity")).hasValue(SECRET);
    }

    @Test
    void norWhereOnlyASessionIsSealed() throws Exception {
        database.sessions().save(SessionStoreContract.SEALED);

        unusable(
                "the key file %s is missing, and what is sealed can't be read without it; put it"
                        + " back from a copy");
        database.sessions().delete(SessionStoreContract.SEALED.sessionId());
        vault();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 18, 60, 85})
    void aKeyThatWasCutIsDamaged(int length) throws IOException {
        vault().put("identity", SECRET);
        String whole = Files.readString(keyFile);
        Files.writeString(keyFile, whole.substring(0, length));

        unusable("the key file %s is damaged; put it back from a copy");

        Files.writeString(keyFile, whole);
        assertThat(vault().find("identity")).hasValue(SECRET);
    }

    @Test
    void aKeyOfWhichADigitChangedIsDamaged() throws IOException {
        vault();
        char[] text = Files.readString(keyFile).toCharArray();
        text[25] = text[25] == '0' ? '1' : '0';
        Files.writeString(keyFile, new String(text));

        unusable("the key file %s is damaged; put it back from a copy");
    }

    @Test
    void theKeyOfAnotherFolderIsRefused() throws IOException {
        vault().put("identity", SECRET);
        String own = Files.readString(keyFile);
        try (var other = Opens.database(temporary.resolve("other"))) {
            vault(other);
        }
        Files.writeString(keyFile, Files.readString(temporary.resolve("other/console.key")));

        unusable(
                "the key file %s is not the one that this folder's secrets were sealed with; put"
                        + " that one back");

        Files.writeString(keyFile, own);
        assertThat(vault().find("identity")).hasValue(SECRET);
    }

    @Test
    void aKeyThatOthersMayReadIsRefusedUntilTheyMayNot() throws IOException {
        assumeTrue(Files.getFileStore(temporary).supportsFileAttributeView("posix"));
        vault().put("identity", SECRET);
        Files.setPosixFilePermissions(keyFile, PosixFilePermissions.fromString("rw-r-----"));

        unusable(
                "other accounts may read the key file %s; take that permission away (chmod 600) if"
                        + " you are sure that nobody has copied it");

        Files.setPosixFilePermissions(keyFile, PosixFilePermissions.fromString("rw-------"));
        assertThat(vault().find("identity")).hasValue(SECRET);
    }

    @Test
    void aKeyThatCantBeMadeIsSaid() throws IOException {
        Path inTheWay = Files.createDirectory(folder.resolve("console.key.new"));
        Path content = Files.createFile(inTheWay.resolve("content"));

        assertThat(database.openVault())
                .isInstanceOfSatisfying(
                        VaultResult.Unusable.class,
                        result ->
                                assertThat(result.why())
                                        .startsWith(
                                                "the key file %s can't be made ("
                                                        .formatted(keyFile)));

        Files.delete(content);
        vault();
    }

    @Test
    void aFolderThatMayNotBeWrittenGetsNoKey() throws IOException {
        assumeFalse(System.getProperty("user.name").equals("root"), "root may write anywhere");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-x------"));
        try {
            assertThat(database.openVault()).isInstanceOf(VaultResult.Unusable.class);
        } finally {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
        vault();
    }

    @Test
    void aSecretThatWasPutInThePlaceOfAnotherIsRefused() throws SQLException {
        vault().put("identity", SECRET);
        vault().put("other", "another secret".getBytes(StandardCharsets.UTF_8));
        database.close();
        Opens.execute(
                folder,
                "UPDATE secret SET sealed = (SELECT sealed FROM secret WHERE name = 'identity')"
                        + " WHERE name = 'other'");
        database = Opens.database(folder);

        assertThatThrownBy(() -> vault().find("other"))
                .isInstanceOfSatisfying(
                        PersistenceException.class,
                        e -> assertThat(e.reason()).isEqualTo(PersistenceException.Reason.DAMAGED))
                .hasMessageStartingWith(
                        "the stored secret \"other\" was changed, or sealed with another key");
        assertThat(vault().find("identity")).hasValue(SECRET);
    }

    @Test
    void puttingAfterTheEndIsRefused() {
        Vault vault = vault();
        database.close();

        assertThatThrownBy(() -> vault.put("identity", SECRET))
                .isInstanceOfSatisfying(
                        PersistenceException.class,
                        e -> assertThat(e.reason()).isEqualTo(PersistenceException.Reason.CLOSED));
    }
}
