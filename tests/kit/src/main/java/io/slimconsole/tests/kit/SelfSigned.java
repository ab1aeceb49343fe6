package io.slimconsole.tests.kit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/// A certificate for `localhost`, signed by itself, and its key; made by the JDK's own keytool.
public record SelfSigned(Path certificate, Path key) {
    private static final String PASSWORD = "not-a-secret";

    public static SelfSigned valid(Path folder, String name) {
        return make(folder, name, "-1d", "30");
    }

    public static SelfSigned expired(Path folder, String name) {
        return make(folder, name, "-20d", "10");
    }

    private static SelfSigned make(Path folder, String name, String from, String days) {
        Path store = folder.resolve(name + ".p12");
        try {
            keytool(
                    List.of(
                            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                            "-genkeypair",
                            "-alias",
                            "node",
                            "-keyalg",
                            "EC",
                            "-groupname",
                            "secp256r1",
                            "-dname",
                            "CN=localhost",
                            "-ext",
                            "san=dns:localhost,ip:127.0.0.1",
                            "-startdate",
                            from,
                            "-validity",
                            days,
                            "-storetype",
                            "PKCS12",
                            "-keystore",
                            store.toString(),
                            "-storepass",
                            PASSWORD));
            var keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
            return new SelfSigned(
                    pem(
                            folder.resolve(name + "-certificate.pem"),
                            "CERTIFICATE",
                            keys.getCertificate("node").getEncoded()),
                    pem(
                            folder.resolve(name + "-key.pem"),
                            "PRIVATE KEY",
                            keys.getKey("node", PASSWORD.toCharArray()).getEncoded()));
        } catch (IOException | GeneralSecurityException | InterruptedException e) {
            throw new AssertionError("no certificate for the test", e);
        }
    }

    private static void keytool(List<String> command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError("keytool: " + said);
        }
    }

    private static Path pem(Path file, String what, byte[] der) throws IOException {
        String body =
                Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(der);
        return Files.writeString(
                file, "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, body, what));
    }
}
