package io.slimconsole.node.transport;

import static io.slimconsole.node.NodeException.Reason.CERTIFICATE_UNREADABLE;
import static io.slimconsole.node.NodeException.Reason.PRIVATE_KEY_MISMATCH;
import static io.slimconsole.node.NodeException.Reason.PRIVATE_KEY_UNREADABLE;

import io.slimconsole.node.NodeException;
import io.slimconsole.node.NodeException.Reason;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/// Reads certificates and keys from PEM files, and says of each thing that is wrong with them what would be right.
public final class PemFiles {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]+)-----END PRIVATE KEY-----");

    private PemFiles() {}

    /// Who one is in TLS.
    ///
    /// @param chain one's own certificate first
    public record TlsIdentity(PrivateKey key, List<X509Certificate> chain) {}

    /// A certificate that is valid now, and the key that belongs to it.
    ///
    /// @throws NodeException if a file can't be read or used, or they don't belong together
    public static TlsIdentity identity(Path chainFile, Path keyFile) {
        List<X509Certificate> chain =
                certificates(chainFile, "certificate", CERTIFICATE_UNREADABLE);
        requireValidNow(chain.getFirst(), chainFile);
        PublicKey certified = chain.getFirst().getPublicKey();
        PrivateKey key = privateKey(keyFile, certified.getAlgorithm());
        requirePair(certified, key, chainFile, keyFile);
        return new TlsIdentity(key, chain);
    }

    /// @param what the messages call it
    /// @throws NodeException with `reason`
    public static List<X509Certificate> certificates(Path path, String what, Reason reason) {
        byte[] pem = read(path, what, reason);
        try {
            var all =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(new ByteArrayInputStream(pem));
            if (!all.isEmpty()) {
                return all.stream().map(X509Certificate.class::cast).toList();
            }
        } catch (GeneralSecurityException e) {
            throw new NodeException(
                    reason,
                    "the %s file %s holds no certificate in PEM form (a block that begins with -----BEGIN CERTIFICATE-----)"
                            .formatted(what, path),
                    e);
        }
        throw new NodeException(reason, "the %s file %s is empty".formatted(what, path));
    }

    private static void requireValidNow(X509Certificate certificate, Path path) {
        try {
            certificate.checkValidity();
        } catch (CertificateExpiredException e) {
            throw new NodeException(
                    CERTIFICATE_UNREADABLE,
                    "the certificate %s expired on %s; clients would refuse it, get a new one"
                            .formatted(path, certificate.getNotAfter().toInstant()),
                    e);
        } catch (CertificateNotYetValidException e) {
            throw new NodeException(
                    CERTIFICATE_UNREADABLE,
                    "the certificate %s is valid only from %s; check this machine's clock"
                            .formatted(path, certificate.getNotBefore().toInstant()),
                    e);
        }
    }

    private static PrivateKey privateKey(Path path, String algorithm) {
        String pem =
                new String(
                        read(path, "private key", PRIVATE_KEY_UNREADABLE),
                        StandardCharsets.ISO_8859_1);
        var block = KEY.matcher(pem);
        if (!block.find()) {
            throw new NodeException(PRIVATE_KEY_UNREADABLE, keyAdvice(path, pem));
        }
        try {
            byte[] encoded = Base64.getMimeDecoder().decode(block.group(1));
            return KeyFactory.getInstance(algorithm)
                    .generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (InvalidKeySpecException e) {
            throw new NodeException(
                    PRIVATE_KEY_MISMATCH,
                    "the private key %s is damaged, or of another kind than the certificate, which has a key of kind %s"
                            .formatted(path, algorithm),
                    e);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new NodeException(
                    PRIVATE_KEY_UNREADABLE,
                    "the private key %s can't be used: %s".formatted(path, e.getMessage()),
                    e);
        }
    }

    private static String keyAdvice(Path path, String pem) {
        if (pem.contains("ENCRYPTED")) {
            return "the private key %s is encrypted; give an unencrypted one (openssl pkcs8 -topk8 -nocrypt)"
                    .formatted(path);
        }
        if (pem.contains("BEGIN RSA PRIVATE KEY") || pem.contains("BEGIN EC PRIVATE KEY")) {
            return "the private key %s is in an older form; convert it to PKCS#8 (openssl pkcs8 -topk8 -nocrypt)"
                    .formatted(path);
        }
        return "the private key file %s holds no key in PEM form (a block that begins with -----BEGIN PRIVATE KEY-----)"
                .formatted(path);
    }

    private static void requirePair(
            PublicKey certified, PrivateKey key, Path chainFile, Path keyFile) {
        String algorithm =
                switch (certified.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> certified.getAlgorithm();
                };
        byte[] probe = "which key signs this?".getBytes(StandardCharsets.US_ASCII);
        try {
            var signing = Signature.getInstance(algorithm);
            signing.initSign(key);
            signing.update(probe);
            byte[] signature = signing.sign();
            var verifying = Signature.getInstance(algorithm);
            verifying.initVerify(certified);
            verifying.update(probe);
            if (verifying.verify(signature)) {
                return;
            }
        } catch (GeneralSecurityException e) {
            throw new NodeException(
                    PRIVATE_KEY_MISMATCH,
                    "the private key %s can't sign as the certificate %s demands: %s"
                            .formatted(keyFile, chainFile, e.getMessage()),
                    e);
        }
        throw new NodeException(
                PRIVATE_KEY_MISMATCH,
                "the private key %s does not belong to the certificate %s"
                        .formatted(keyFile, chainFile));
    }

    private static byte[] read(Path path, String what, Reason reason) {
        try {
            return Files.readAllBytes(path);
        } catch (NoSuchFileException e) {
            throw new NodeException(
                    reason, "the %s file %s does not exist".formatted(what, path), e);
        } catch (IOException e) {
            throw new NodeException(
                    reason,
                    "the %s file %s can't be read: %s".formatted(what, path, e.getMessage()),
                    e);
        }
    }
}
