package io.slimconsole.ui.tls;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.Base64;

final class TlsFilesTest {
    @TempDir private Path folder;

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private Path key(String name, String algorithm, int size) throws Exception {
        var generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(size);
        byte[] der = generator.generateKeyPair().getPrivate().getEncoded();
        return write(
                name,
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder().encodeToString(der)
                        + "\n-----END PRIVATE KEY-----\n");
    }

    @Test
    void keysOfTheUsualAlgorithmsAreRead() throws Exception {
        assertThat(TlsFiles.key(key("ec.pem", "EC", 256))).isEqualTo(new TlsFiles.Found.Key("EC"));
        assertThat(TlsFiles.key(key("rsa.pem", "RSA", 2048)))
                .isEqualTo(new TlsFiles.Found.Key("RSA"));
    }

    @Test
    void anEncryptedKeySaysHowToDecryptIt() throws IOException {
        Path file = write("key.pem", "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n");

        assertThat(wrong(TlsFiles.key(file))).contains("openssl pkcs8 -topk8 -nocrypt");
    }

    @Test
    void whatIsNoKeyOrCertificateSaysWhatWouldBeRight() throws IOException {
        Path file = write("notes.txt", "hello");

        assertThat(wrong(TlsFiles.key(file))).contains("BEGIN PRIVATE KEY");
        assertThat(wrong(TlsFiles.certificate(file))).contains("BEGIN CERTIFICATE");
    }

    @Test
    void aMissingFileAndAFolderAreNamed() {
        assertThat(wrong(TlsFiles.certificate(folder.resolve("absent.pem"))))
                .isEqualTo("there is no file " + folder.resolve("absent.pem"));
        assertThat(wrong(TlsFiles.certificate(folder))).contains("it is a folder");
    }

    @Test
    void nothingIsSaidAboutAMatchOfUnreadableFiles() throws IOException {
        Path file = write("notes.txt", "hello");

        assertThat(TlsFiles.match(file, file)).isEmpty();
    }

    private static String wrong(TlsFiles.Found found) {
        assertThat(found).isInstanceOf(TlsFiles.Found.Wrong.class);
        return ((TlsFiles.Found.Wrong) found).text();
    }
}
