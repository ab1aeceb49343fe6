package io.slimconsole.session.identity.jwt;

import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Keys in PEM files, as OpenSSL writes them.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc7468.html">RFC 7468</a>
final class PemKeys {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*+)-----END \\1-----");
    private static final AlgorithmIdentifier PLAIN_RSA =
            new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE);

    private PemKeys() {}

    private record Block(String label, String base64) {
        byte[] der() {
            return Base64.getMimeDecoder().decode(base64);
        }
    }

    static PrivateKey privateKey(JwtAlgorithm.Family family, String text) throws IdentityException {
        Block block = first(text);
        try {
            byte[] encoded =
                    switch (block.label()) {
                        case "PRIVATE KEY" -> block.der();
                        case "RSA PRIVATE KEY" ->
                                new PrivateKeyInfo(
                                                PLAIN_RSA, ASN1Primitive.fromByteArray(block.der()))
                                        .getEncoded();
                        default ->
                                throw new IdentityException(
                                        "a \"%s\" can't sign tokens; \"openssl pkcs8 -topk8 -nocrypt\" makes a \"PRIVATE KEY\" of other formats"
                                                .formatted(block.label()));
                    };
            return factory(family).generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            throw new IdentityException("the private key is not " + family, e);
        }
    }

    static PublicKey publicKey(JwtAlgorithm.Family family, String text) throws IdentityException {
        Block block = first(text);
        try {
            byte[] encoded =
                    switch (block.label()) {
                        case "PUBLIC KEY" -> block.der();
                        case "RSA PUBLIC KEY" ->
                                new SubjectPublicKeyInfo(
                                                PLAIN_RSA, ASN1Primitive.fromByteArray(block.der()))
                                        .getEncoded();
                        case "CERTIFICATE" ->
                                CertificateFactory.getInstance("X.509")
                                        .generateCertificate(new ByteArrayInputStream(block.der()))
                                        .getPublicKey()
                                        .getEncoded();
                        default ->
                                throw new IdentityException(
                                        "a \"%s\" can't verify tokens; a \"PUBLIC KEY\" or a \"CERTIFICATE\" can"
                                                .formatted(block.label()));
                    };
            return factory(family).generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            throw new IdentityException("the public key is not " + family, e);
        }
    }

    private static Block first(String text) throws IdentityException {
        Matcher block = BLOCK.matcher(text);
        if (!block.find()) {
            throw new IdentityException(
                    "no key in PEM: there is no \"-----BEGIN …-----\" with its end");
        }
        return new Block(block.group(1), block.group(2));
    }

    private static KeyFactory factory(JwtAlgorithm.Family family) throws GeneralSecurityException {
        return switch (family) {
            case RSA -> KeyFactory.getInstance("RSA");
            case EC -> KeyFactory.getInstance("EC");
            case ED25519 -> KeyFactory.getInstance(Ed25519.NAME);
            case SECRET -> throw new IllegalArgumentException("a secret is no key in PEM");
        };
    }
}
