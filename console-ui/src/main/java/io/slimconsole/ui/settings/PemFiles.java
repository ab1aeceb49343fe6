package io.slimconsole.ui.settings;

import io.slimconsole.ui.fx.Formats;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.settings.Finding.Level;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads PEM files and says what they are, and of each thing wrong with them what would be right.
///
/// Thread-safe; never to be called on the JavaFX application thread.
final class PemFiles implements TlsReader {
    private static final Duration SOON = Duration.ofDays(30);
    private static final int MAX_BYTES = 1024 * 1024;
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;
    private static final byte[] PROBE = "slim console".getBytes(StandardCharsets.US_ASCII);
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]+)-----END PRIVATE KEY-----");

    private final Clock clock;
    private final Texts texts = Texts.of(PemFiles.class);

    PemFiles(Clock clock) {
        this.clock = clock;
    }

    /// A file can't be used; the message is for the operator.
    private static final class Unusable extends Exception {
        Unusable(String message) {
            super(message);
        }

        Finding finding() {
            return new Finding(Level.ERROR, String.valueOf(getMessage()));
        }
    }

    @Override
    public TlsReport read(TlsPaths paths) {
        Map<SettingField, List<Finding>> findings = new EnumMap<>(SettingField.class);
        Optional<X509Certificate> own = Optional.empty();
        Optional<CertificateFacts> facts = Optional.empty();
        try {
            List<X509Certificate> chain = certificates(paths.certificate(), "certificate");
            own = Optional.of(chain.getFirst());
            facts = Optional.of(facts(chain));
            findings.put(
                    SettingField.CERTIFICATE, List.of(validity(chain.getFirst(), Level.ERROR)));
        } catch (Unusable e) {
            findings.put(SettingField.CERTIFICATE, List.of(e.finding()));
        }
        findings.put(SettingField.PRIVATE_KEY, key(paths.privateKey(), own));
        if (!paths.clientCa().isEmpty()) {
            findings.put(SettingField.CLIENT_CA, clientCa(paths.clientCa()));
        }
        return new TlsReport(paths, findings, facts);
    }

    private List<Finding> key(String path, Optional<X509Certificate> own) {
        List<Finding> findings = new ArrayList<>();
        try {
            PrivateKey key = privateKey(path);
            own.ifPresent(
                    certificate ->
                            findings.add(
                                    belong(certificate.getPublicKey(), key)
                                            ? ok("key.fits")
                                            : new Finding(Level.ERROR, texts.get("key.other"))));
            if (readableByOthers(Path.of(path))) {
                findings.add(new Finding(Level.WARNING, texts.get("key.open", path)));
            }
        } catch (Unusable e) {
            findings.add(e.finding());
        }
        return List.copyOf(findings);
    }

    private List<Finding> clientCa(String path) {
        try {
            List<X509Certificate> all = certificates(path, "clientCa");
            List<Finding> findings = new ArrayList<>();
            findings.add(
                    ok(
                            "clientCa.ok",
                            Formats.count(all.size(), "authority", "authorities"),
                            subject(all.getFirst())));
            all.stream()
                    .map(ca -> validity(ca, Level.WARNING))
                    .filter(f -> f.level() != Level.OK)
                    .findFirst()
                    .ifPresent(findings::add);
            return List.copyOf(findings);
        } catch (Unusable e) {
            return List.of(e.finding());
        }
    }

    private Finding ok(String key, Object... arguments) {
        return new Finding(Level.OK, texts.get(key, arguments));
    }

    private Finding validity(X509Certificate certificate, Level whenOver) {
        Instant now = clock.instant();
        Instant from = certificate.getNotBefore().toInstant();
        Instant until = certificate.getNotAfter().toInstant();
        String day = Formats.time(until, clock.getZone());
        if (now.isAfter(until)) {
            return new Finding(whenOver, texts.get("certificate.expired", day));
        }
        if (now.isBefore(from)) {
            return new Finding(
                    whenOver, texts.get("certificate.early", Formats.time(from, clock.getZone())));
        }
        Duration left = Duration.between(now, until);
        return left.compareTo(SOON) < 0
                ? new Finding(Level.WARNING, texts.get("certificate.soon", Formats.age(left), day))
                : ok("certificate.ok", Formats.age(left), day);
    }

    private List<X509Certificate> certificates(String path, String what) throws Unusable {
        byte[] pem = bytes(path, what);
        if (text(pem).contains("PRIVATE KEY") && !text(pem).contains("BEGIN CERTIFICATE")) {
            throw new Unusable(texts.get("file.isKey"));
        }
        try {
            Collection<X509Certificate> all =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(new ByteArrayInputStream(pem))
                            .stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (!all.isEmpty()) {
                return List.copyOf(all);
            }
        } catch (GeneralSecurityException notOne) {
            throw new Unusable(texts.get("file.noCertificate"));
        }
        throw new Unusable(texts.get("file.noCertificate"));
    }

    private PrivateKey privateKey(String path) throws Unusable {
        String pem = text(bytes(path, "key"));
        var block = KEY.matcher(pem);
        if (!block.find()) {
            throw new Unusable(texts.get(keyProblem(pem), path));
        }
        try {
            var spec = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(block.group(1)));
            for (String algorithm : List.of("EC", "RSA", "EdDSA", "RSASSA-PSS")) {
                Optional<PrivateKey> key = privateKey(algorithm, spec);
                if (key.isPresent()) {
                    return key.get();
                }
            }
        } catch (IllegalArgumentException notBase64) {
            throw new Unusable(texts.get("key.damaged"));
        }
        throw new Unusable(texts.get("key.damaged"));
    }

    private static Optional<PrivateKey> privateKey(String algorithm, PKCS8EncodedKeySpec spec) {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(spec));
        } catch (GeneralSecurityException anotherKind) {
            return Optional.empty();
        }
    }

    private static String keyProblem(String pem) {
        if (pem.contains("ENCRYPTED")) {
            return "key.encrypted";
        }
        if (pem.contains("BEGIN RSA PRIVATE KEY") || pem.contains("BEGIN EC PRIVATE KEY")) {
            return "key.oldForm";
        }
        return pem.contains("BEGIN CERTIFICATE") ? "key.isCertificate" : "key.none";
    }

    /// Signs with one and verifies with the other, which says it for every kind of key.
    private static boolean belong(PublicKey publicKey, PrivateKey privateKey) {
        String algorithm =
                switch (publicKey.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> publicKey.getAlgorithm();
                };
        try {
            var signature = Signature.getInstance(algorithm);
            signature.initSign(privateKey);
            signature.update(PROBE);
            byte[] signed = signature.sign();
            signature.initVerify(publicKey);
            signature.update(PROBE);
            return signature.verify(signed);
        } catch (GeneralSecurityException notAPair) {
            return false;
        }
    }

    private byte[] bytes(String path, String what) throws Unusable {
        if (path.isEmpty()) {
            throw new Unusable(texts.get("file.missing." + what));
        }
        try {
            Path file = Path.of(path);
            if (!file.isAbsolute()) {
                throw new Unusable(texts.get("file.relative"));
            }
            if (Files.isDirectory(file)) {
                throw new Unusable(texts.get("file.folder"));
            }
            if (Files.exists(file) && Files.size(file) > MAX_BYTES) {
                throw new Unusable(
                        texts.get("file.large", Formats.bytes((double) Files.size(file))));
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new Unusable(texts.get("file.absent"));
        } catch (AccessDeniedException e) {
            throw new Unusable(texts.get("file.denied", System.getProperty("user.name", "")));
        } catch (IOException | InvalidPathException e) {
            throw new Unusable(texts.get("file.unreadable", String.valueOf(e.getMessage())));
        }
    }

    private static boolean readableByOthers(Path file) {
        try {
            return Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ);
        } catch (UnsupportedOperationException | IOException unknown) {
            return false;
        }
    }

    private static CertificateFacts facts(List<X509Certificate> chain) {
        X509Certificate own = chain.getFirst();
        return new CertificateFacts(
                subject(own),
                own.getIssuerX500Principal().getName(),
                names(own),
                own.getNotBefore().toInstant(),
                own.getNotAfter().toInstant(),
                keyText(own.getPublicKey()),
                chain.size());
    }

    private static String subject(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().getName();
    }

    private static List<String> names(X509Certificate certificate) {
        try {
            var all = certificate.getSubjectAlternativeNames();
            return all == null
                    ? List.of()
                    : all.stream()
                            .filter(n -> n.getFirst() instanceof Integer i && isHost(i))
                            .map(n -> String.valueOf(n.get(1)))
                            .toList();
        } catch (CertificateParsingException unreadable) {
            return List.of();
        }
    }

    private static boolean isHost(int kind) {
        return kind == DNS_NAME || kind == IP_ADDRESS;
    }

    private static String keyText(PublicKey key) {
        return switch (key) {
            case RSAKey rsa -> "RSA, %d bit".formatted(rsa.getModulus().bitLength());
            case ECKey ec ->
                    "EC, %d bit".formatted(ec.getParams().getCurve().getField().getFieldSize());
            default -> key.getAlgorithm();
        };
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
