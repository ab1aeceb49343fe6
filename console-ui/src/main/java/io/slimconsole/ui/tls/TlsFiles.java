package io.slimconsole.ui.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Reads PEM files as the node does, and says in words what is wrong with them.
public final class TlsFiles {
    private static final long MAX_BYTES = 1 << 20;
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;
    private static final byte[] PROBE =
            "does this key belong to it?".getBytes(StandardCharsets.US_ASCII);

    /// What came of looking at a file.
    public sealed interface Found {
        record Certificate(CertificateFacts facts) implements Found {}

        /// @param algorithm such as `EC` or `RSA`
        record Key(String algorithm) implements Found {}

        /// @param text what is wrong, and what would be right
        record Wrong(String text) implements Found {}
    }

    private TlsFiles() {}

    /// The first certificate of a chain file.
    public static Found certificate(Path file) {
        try {
            List<X509Certificate> chain = chain(file);
            return new Found.Certificate(facts(chain));
        } catch (IOException e) {
            return new Found.Wrong(unreadable(file, e));
        } catch (CertificateException e) {
            return new Found.Wrong(
                    "%s holds no certificate; a PEM file with -----BEGIN CERTIFICATE----- is needed"
                            .formatted(file));
        }
    }

    /// A private key: PKCS#8, not encrypted.
    public static Found key(Path file) {
        try {
            String pem = text(file);
            if (pem.contains("BEGIN ENCRYPTED PRIVATE KEY")
                    || pem.contains("Proc-Type: 4,ENCRYPTED")) {
                return new Found.Wrong(
                        "%s is encrypted; the node needs it without a passphrase: openssl pkcs8 -topk8 -nocrypt"
                                .formatted(file));
            }
            return parseKey(pem)
                    .<Found>map(key -> new Found.Key(key.getAlgorithm()))
                    .orElseGet(
                            () ->
                                    new Found.Wrong(
                                            "%s holds no PKCS#8 key (-----BEGIN PRIVATE KEY-----); convert it: openssl pkcs8 -topk8 -nocrypt"
                                                    .formatted(file)));
        } catch (IOException e) {
            return new Found.Wrong(unreadable(file, e));
        }
    }

    /// Whether the key belongs to the certificate; empty when one of them can't be read.
    public static Optional<Boolean> match(Path certificateFile, Path keyFile) {
        try {
            PublicKey shown = chain(certificateFile).getFirst().getPublicKey();
            return parseKey(text(keyFile)).map(key -> belongs(key, shown));
        } catch (IOException | CertificateException unreadable) {
            return Optional.empty();
        }
    }

    private static boolean belongs(PrivateKey key, PublicKey shown) {
        String algorithm =
                switch (key.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> key.getAlgorithm();
                };
        try {
            var signer = Signature.getInstance(algorithm);
            signer.initSign(key);
            signer.update(PROBE);
            byte[] signature = signer.sign();
            signer.initVerify(shown);
            signer.update(PROBE);
            return signer.verify(signature);
        } catch (GeneralSecurityException other) {
            return false;
        }
    }

    private static CertificateFacts facts(List<X509Certificate> chain)
            throws CertificateParsingException {
        X509Certificate own = chain.getFirst();
        List<String> names = new ArrayList<>();
        Collection<List<?>> alternatives = own.getSubjectAlternativeNames();
        if (alternatives != null) {
            for (List<?> alternative : alternatives) {
                if (alternative.getFirst() instanceof Integer kind
                        && (kind == DNS_NAME || kind == IP_ADDRESS)) {
                    names.add(String.valueOf(alternative.get(1)));
                }
            }
        }
        return new CertificateFacts(
                own.getSubjectX500Principal().getName(),
                own.getIssuerX500Principal().getName(),
                List.copyOf(names),
                own.getNotBefore().toInstant(),
                own.getNotAfter().toInstant(),
                chain.size());
    }

    private static List<X509Certificate> chain(Path file) throws IOException, CertificateException {
        requireSensible(file);
        List<X509Certificate> chain = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file)) {
            CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .filter(X509Certificate.class::isInstance)
                    .map(X509Certificate.class::cast)
                    .forEach(chain::add);
        }
        if (chain.isEmpty()) {
            throw new CertificateException("no certificate in " + file);
        }
        return chain;
    }

    private static Optional<PrivateKey> parseKey(String pem) {
        String begin = "-----BEGIN PRIVATE KEY-----";
        int start = pem.indexOf(begin);
        int end = pem.indexOf("-----END PRIVATE KEY-----");
        if (start < 0 || end < start) {
            return Optional.empty();
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(pem.substring(start + begin.length(), end));
            for (String algorithm : List.of("EC", "RSA", "Ed25519")) {
                try {
                    return Optional.of(
                            KeyFactory.getInstance(algorithm)
                                    .generatePrivate(new PKCS8EncodedKeySpec(der)));
                } catch (InvalidKeySpecException anotherAlgorithm) {
                    // the next one may fit
                }
            }
        } catch (GeneralSecurityException | IllegalArgumentException notAKey) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static String text(Path file) throws IOException {
        requireSensible(file);
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }

    private static void requireSensible(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException("it is a folder");
        }
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException("it is larger than 1 MiB, so it is no PEM file");
        }
    }

    private static String unreadable(Path file, IOException e) {
        return e instanceof NoSuchFileException
                ? "there is no file %s".formatted(file)
                : "%s can't be read: %s".formatted(file, e.getMessage());
    }
}
