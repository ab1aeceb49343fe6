package io.slimconsole.tests.interop;

import io.slimconsole.node.TlsConfig;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;

/// A private certificate authority for one test: its own certificate, and one for a node on loopback.
final class Certificates {
    private static final Duration LIFE = Duration.ofHours(1);

    private final Path folder;
    private final String authorityName;
    private final KeyPair authorityKeys = keys();
    private final Instant now = Instant.now();

    /// @param name of the authority, and of its files
    Certificates(Path folder, String name) {
        this.folder = folder;
        this.authorityName = name;
    }

    /// The file with the authority's certificate, which a client has to trust.
    Path authority() {
        var name = new X500Name("CN=" + authorityName);
        var builder = certificate(name, authorityKeys, 1);
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        } catch (CertIOException e) {
            throw new IllegalStateException(e);
        }
        return write(authorityName + ".pem", sign(builder));
    }

    /// What a node at `localhost` and `127.0.0.1` needs.
    TlsConfig node() {
        var nodeKeys = keys();
        var builder = certificate(new X500Name("CN=node of " + authorityName), nodeKeys, 2);
        try {
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(
                            new GeneralName[] {
                                new GeneralName(GeneralName.dNSName, "localhost"),
                                new GeneralName(GeneralName.iPAddress, "127.0.0.1")
                            }));
        } catch (CertIOException e) {
            throw new IllegalStateException(e);
        }
        return new TlsConfig(
                write(authorityName + "-node.pem", sign(builder)),
                write(authorityName + "-node-key.pem", pkcs8(nodeKeys)),
                Optional.empty());
    }

    private JcaX509v3CertificateBuilder certificate(X500Name subject, KeyPair of, int serial) {
        return new JcaX509v3CertificateBuilder(
                new X500Name("CN=" + authorityName),
                BigInteger.valueOf(serial),
                Date.from(now.minus(LIFE)),
                Date.from(now.plus(LIFE)),
                subject,
                of.getPublic());
    }

    private X509CertificateHolder sign(JcaX509v3CertificateBuilder builder) {
        try {
            return builder.build(
                    new JcaContentSignerBuilder("SHA256withECDSA")
                            .build(authorityKeys.getPrivate()));
        } catch (OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object pkcs8(KeyPair keys) {
        return new PemObject("PRIVATE KEY", keys.getPrivate().getEncoded());
    }

    private Path write(String file, Object content) {
        Path path = folder.resolve(file);
        try (var writer = new JcaPEMWriter(Files.newBufferedWriter(path))) {
            writer.writeObject(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return path;
    }

    private static KeyPair keys() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has P-256", e);
        }
    }
}
