package io.slimconsole.ui.kit;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;

/// Writes certificates and keys as PEM files, as an operator would have them.
public final class TestPem {
    private final Path folder;

    public TestPem(Path folder) {
        this.folder = folder;
    }

    public static KeyPair keys(String algorithm, int size) {
        try {
            var generator = KeyPairGenerator.getInstance(algorithm);
            if (size > 0) {
                generator.initialize(size);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static KeyPair ecKeys() {
        return keys("EC", 256);
    }

    /// A self-signed certificate for `node.example.org` and 127.0.0.1.
    public Path certificate(String file, KeyPair keys, Instant from, Duration valid) {
        var name = new X500Name("O=Example,CN=node.example.org");
        try {
            var names =
                    new GeneralNames(
                            new GeneralName[] {
                                new GeneralName(GeneralName.dNSName, "node.example.org"),
                                new GeneralName(GeneralName.iPAddress, "127.0.0.1")
                            });
            var holder =
                    new JcaX509v3CertificateBuilder(
                                    name,
                                    BigInteger.ONE,
                                    Date.from(from),
                                    Date.from(from.plus(valid)),
                                    name,
                                    keys.getPublic())
                            .addExtension(Extension.subjectAlternativeName, false, names)
                            .build(
                                    new JcaContentSignerBuilder(signature(keys))
                                            .build(keys.getPrivate()));
            byte[] der = new JcaX509CertificateConverter().getCertificate(holder).getEncoded();
            return write(file, "CERTIFICATE", der);
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// PKCS#8, not encrypted, readable by its owner only.
    public Path key(String file, KeyPair keys) {
        return privately(write(file, "PRIVATE KEY", keys.getPrivate().getEncoded()));
    }

    public Path write(String file, String kind, byte[] content) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return text(
                file, "-----BEGIN " + kind + "-----\n" + base64 + "\n-----END " + kind + "-----\n");
    }

    public Path text(String file, String content) {
        try {
            return Files.writeString(folder.resolve(file), content, StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Path privately(Path file) {
        try {
            return Files.setPosixFilePermissions(
                    file, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String signature(KeyPair keys) {
        return switch (keys.getPublic().getAlgorithm()) {
            case "EC" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            default -> "Ed25519";
        };
    }
}
