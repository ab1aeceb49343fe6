package io.slimconsole.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.ui.kit.TestPem;
import io.slimconsole.ui.settings.Finding.Level;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

@DisabledOnOs(OS.WINDOWS)
final class PemFilesTest {
    private static final Instant NOW = Instant.parse("2026-11-27T10:00:00Z");
    private static final KeyPair KEYS = TestPem.ecKeys();
    private static final Duration YEAR = Duration.ofDays(365);

    private final PemFiles files = new PemFiles(Clock.fixed(NOW, ZoneOffset.UTC));

    @TempDir private Path folder;
    private TestPem pem;
    private Path certificate;
    private Path key;

    @BeforeEach
    void goodFiles() {
        pem = new TestPem(folder);
        certificate = pem.certificate("node.pem", KEYS, NOW.minus(Duration.ofDays(1)), YEAR);
        key = pem.key("node-key.pem", KEYS);
    }

    private TlsReport read(Path certificatePath, Path keyPath) {
        return files.read(new TlsPaths(certificatePath.toString(), keyPath.toString(), ""));
    }

    private List<Finding> of(TlsReport report, SettingField field) {
        return report.findings().getOrDefault(field, List.of());
    }

    private void assertRefused(TlsReport report, SettingField field, String... words) {
        assertThat(of(report, field))
                .singleElement()
                .satisfies(f -> assertThat(f.level()).isEqualTo(Level.ERROR))
                .extracting(Finding::text)
                .asString()
                .contains(words);
        assertThat(read(certificate, key).findings().values())
                .allSatisfy(list -> assertThat(list).allMatch(f -> f.level() == Level.OK));
    }

    @Test
    void aCertificateAndItsKeyAreShown() {
        TlsReport report = read(certificate, key);

        assertThat(report.certificate())
                .contains(
                        new CertificateFacts(
                                "CN=node.example.org,O=Example",
                                "CN=node.example.org,O=Example",
                                List.of("node.example.org", "127.0.0.1"),
                                NOW.minus(Duration.ofDays(1)),
                                NOW.plus(Duration.ofDays(364)),
                                "EC, 256 bit",
                                1));
        assertThat(of(report, SettingField.CERTIFICATE))
                .containsExactly(
                        new Finding(
                                Level.OK, "Valid for another 364 d, until 2027-11-26 10:00:00."));
        assertThat(of(report, SettingField.PRIVATE_KEY))
                .containsExactly(new Finding(Level.OK, "Belongs to the certificate."));
    }

    @ParameterizedTest
    @CsvSource({"RSA, 2048, 'RSA, 2048 bit'", "Ed25519, 0, EdDSA", "EC, 384, 'EC, 384 bit'"})
    void everyKindOfKeyIsMatched(String algorithm, int size, String text) {
        KeyPair keys = TestPem.keys(algorithm, size);
        TlsReport report = read(pem.certificate("c.pem", keys, NOW, YEAR), pem.key("k.pem", keys));

        assertThat(report.certificate().map(CertificateFacts::key)).contains(text);
        assertThat(of(report, SettingField.PRIVATE_KEY))
                .extracting(Finding::level)
                .containsExactly(Level.OK);
    }

    @Test
    void aKeyOfAnotherCertificateIsRefused() {
        assertRefused(
                read(certificate, pem.key("other.pem", TestPem.ecKeys())),
                SettingField.PRIVATE_KEY,
                "another certificate");
        assertRefused(
                read(certificate, pem.key("rsa.pem", TestPem.keys("RSA", 2048))),
                SettingField.PRIVATE_KEY,
                "another certificate");
    }

    @Test
    void anExpiryWithinThirtyDaysIsAWarning() {
        Path soon = pem.certificate("soon.pem", KEYS, NOW, Duration.ofDays(29));
        Path later = pem.certificate("later.pem", KEYS, NOW, Duration.ofDays(31));

        assertThat(of(read(soon, key), SettingField.CERTIFICATE))
                .containsExactly(
                        new Finding(
                                Level.WARNING,
                                "Expires in 29 d, on 2026-12-26 10:00:00. Get a new one in time."));
        assertThat(of(read(later, key), SettingField.CERTIFICATE))
                .extracting(Finding::level)
                .containsExactly(Level.OK);
    }

    @Test
    void anExpiredOrEarlyCertificateIsRefused() {
        Path expired = pem.certificate("old.pem", KEYS, NOW.minus(YEAR), Duration.ofDays(300));
        Path early = pem.certificate("new.pem", KEYS, NOW.plusSeconds(60), YEAR);

        assertRefused(read(expired, key), SettingField.CERTIFICATE, "Expired on 2026-09-23");
        assertRefused(read(early, key), SettingField.CERTIFICATE, "clock");
    }

    @Test
    void aFileThatIsNotThereOrNoneIsRefused() {
        assertRefused(
                files.read(new TlsPaths("", key.toString(), "")),
                SettingField.CERTIFICATE,
                "No file");
        assertRefused(
                files.read(new TlsPaths("node.pem", key.toString(), "")),
                SettingField.CERTIFICATE,
                "whole path");
        assertRefused(
                read(folder.resolve("absent.pem"), key), SettingField.CERTIFICATE, "no such file");
        assertRefused(read(folder, key), SettingField.CERTIFICATE, "folder");
        assertRefused(
                files.read(new TlsPaths("/a\0b", key.toString(), "")),
                SettingField.CERTIFICATE,
                "Can't be read");
    }

    @Test
    void whatIsNoCertificateIsRefused() throws IOException {
        assertRefused(
                read(pem.text("words.pem", "hello"), key),
                SettingField.CERTIFICATE,
                "BEGIN CERTIFICATE");
        assertRefused(
                read(pem.text("empty.pem", ""), key),
                SettingField.CERTIFICATE,
                "BEGIN CERTIFICATE");
        assertRefused(read(key, key), SettingField.CERTIFICATE, "private key");
        Path large = Files.write(folder.resolve("large.pem"), new byte[2 * 1024 * 1024]);
        assertRefused(read(large, key), SettingField.CERTIFICATE, "2.0 MiB");
    }

    @ParameterizedTest
    @CsvSource({
        "ENCRYPTED PRIVATE KEY, passphrase",
        "RSA PRIVATE KEY, -topk8",
        "EC PRIVATE KEY, -topk8",
        "CERTIFICATE, is a certificate",
        "PRIVATE KEY, Damaged",
        "SOMETHING, BEGIN PRIVATE KEY"
    })
    void aKeyInAnotherFormIsRefusedWithTheWayOut(String kind, String word) {
        Path other = TestPem.privately(pem.write("other-key.pem", kind, new byte[] {1, 2, 3}));

        assertRefused(read(certificate, other), SettingField.PRIVATE_KEY, word);
    }

    @Test
    void aKeyThatOthersCanReadIsAWarning() throws IOException {
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(of(read(certificate, key), SettingField.PRIVATE_KEY))
                .extracting(Finding::level)
                .containsExactly(Level.OK, Level.WARNING);
    }

    @Test
    void theClientAuthorityIsOptional() {
        TlsReport without = read(certificate, key);
        TlsReport with =
                files.read(
                        new TlsPaths(
                                certificate.toString(), key.toString(), certificate.toString()));
        TlsReport wrong =
                files.read(new TlsPaths(certificate.toString(), key.toString(), key.toString()));

        assertThat(without.findings()).doesNotContainKey(SettingField.CLIENT_CA);
        assertThat(of(with, SettingField.CLIENT_CA))
                .containsExactly(
                        new Finding(Level.OK, "1 authority: CN=node.example.org,O=Example"));
        assertRefused(wrong, SettingField.CLIENT_CA, "private key");
    }

    @Test
    void anExpiredAuthorityIsAWarningAsTheOthersStillCount() {
        Path old = pem.certificate("ca.pem", KEYS, NOW.minus(YEAR), Duration.ofDays(300));

        TlsReport report =
                files.read(new TlsPaths(certificate.toString(), key.toString(), old.toString()));

        assertThat(of(report, SettingField.CLIENT_CA))
                .extracting(Finding::level)
                .containsExactly(Level.OK, Level.WARNING);
    }
}
