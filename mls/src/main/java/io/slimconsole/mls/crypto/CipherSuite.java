package io.slimconsole.mls.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slimconsole.mls.codec.Writer;

import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/// The algorithms that a group has agreed on, in the forms in which RFC 9420 uses them.
///
/// A suite holds no state: every call may be made on any thread, beside any other. Where bytes come from a peer, a
/// [CryptoException] or `false` says that they were refused; an [IllegalArgumentException] is a mistake of ours.
///
/// @see "RFC 9420 §5.1, §17.1"
public final class CipherSuite {
    private static final String PREFIX = "MLS 1.0 ";

    public static final CipherSuite MLS_128_DHKEMX25519_AES128GCM_SHA256_ED25519;
    public static final CipherSuite MLS_128_DHKEMP256_AES128GCM_SHA256_P256;
    public static final CipherSuite MLS_128_DHKEMX25519_CHACHA20POLY1305_SHA256_ED25519;
    public static final CipherSuite MLS_256_DHKEMX448_AES256GCM_SHA512_ED448;
    public static final CipherSuite MLS_256_DHKEMP521_AES256GCM_SHA512_P521;
    public static final CipherSuite MLS_256_DHKEMX448_CHACHA20POLY1305_SHA512_ED448;
    public static final CipherSuite MLS_256_DHKEMP384_AES256GCM_SHA384_P384;

    private static final List<CipherSuite> ALL;

    static {
        var p256 = PrimeCurve.p256();
        var p384 = PrimeCurve.p384();
        var p521 = PrimeCurve.p521();
        var x25519 = new DhKem(0x0020, MontgomeryCurve.x25519(), Kdf.HKDF_SHA256);
        var x448 = new DhKem(0x0021, MontgomeryCurve.x448(), Kdf.HKDF_SHA512);

        MLS_128_DHKEMX25519_AES128GCM_SHA256_ED25519 =
                new CipherSuite(
                        1,
                        "MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519",
                        x25519,
                        Kdf.HKDF_SHA256,
                        Aead.AES_128_GCM,
                        EdwardsCurve.ED25519);
        MLS_128_DHKEMP256_AES128GCM_SHA256_P256 =
                new CipherSuite(
                        2,
                        "MLS_128_DHKEMP256_AES128GCM_SHA256_P256",
                        new DhKem(0x0010, p256, Kdf.HKDF_SHA256),
                        Kdf.HKDF_SHA256,
                        Aead.AES_128_GCM,
                        new Ecdsa(p256, Kdf.HKDF_SHA256, () -> new JdkDigest("SHA-256", 64)));
        MLS_128_DHKEMX25519_CHACHA20POLY1305_SHA256_ED25519 =
                new CipherSuite(
                        3,
                        "MLS_128_DHKEMX25519_CHACHA20POLY1305_SHA256_Ed25519",
                        x25519,
                        Kdf.HKDF_SHA256,
                        Aead.CHACHA20_POLY1305,
                        EdwardsCurve.ED25519);
        MLS_256_DHKEMX448_AES256GCM_SHA512_ED448 =
                new CipherSuite(
                        4,
                        "MLS_256_DHKEMX448_AES256GCM_SHA512_Ed448",
                        x448,
                        Kdf.HKDF_SHA512,
                        Aead.AES_256_GCM,
                        EdwardsCurve.ED448);
        MLS_256_DHKEMP521_AES256GCM_SHA512_P521 =
                new CipherSuite(
                        5,
                        "MLS_256_DHKEMP521_AES256GCM_SHA512_P521",
                        new DhKem(0x0012, p521, Kdf.HKDF_SHA512),
                        Kdf.HKDF_SHA512,
                        Aead.AES_256_GCM,
                        new Ecdsa(p521, Kdf.HKDF_SHA512, () -> new JdkDigest("SHA-512", 128)));
        MLS_256_DHKEMX448_CHACHA20POLY1305_SHA512_ED448 =
                new CipherSuite(
                        6,
                        "MLS_256_DHKEMX448_CHACHA20POLY1305_SHA512_Ed448",
                        x448,
                        Kdf.HKDF_SHA512,
                        Aead.CHACHA20_POLY1305,
                        EdwardsCurve.ED448);
        MLS_256_DHKEMP384_AES256GCM_SHA384_P384 =
                new CipherSuite(
                        7,
                        "MLS_256_DHKEMP384_AES256GCM_SHA384_P384",
                        new DhKem(0x0011, p384, Kdf.HKDF_SHA384),
                        Kdf.HKDF_SHA384,
                        Aead.AES_256_GCM,
                        new Ecdsa(p384, Kdf.HKDF_SHA384, () -> new JdkDigest("SHA-384", 128)));
        ALL =
                List.of(
                        MLS_128_DHKEMX25519_AES128GCM_SHA256_ED25519,
                        MLS_128_DHKEMP256_AES128GCM_SHA256_P256,
                        MLS_128_DHKEMX25519_CHACHA20POLY1305_SHA256_ED25519,
                        MLS_256_DHKEMX448_AES256GCM_SHA512_ED448,
                        MLS_256_DHKEMP521_AES256GCM_SHA512_P521,
                        MLS_256_DHKEMX448_CHACHA20POLY1305_SHA512_ED448,
                        MLS_256_DHKEMP384_AES256GCM_SHA384_P384);
    }

    private final int id;
    private final String name;
    private final Kem kem;
    private final Kdf kdf;
    private final Aead aead;
    private final SignatureScheme signature;
    private final Hpke hpke;

    private CipherSuite(
            int id, String name, Kem kem, Kdf kdf, Aead aead, SignatureScheme signature) {
        this.id = id;
        this.name = name;
        this.kem = kem;
        this.kdf = kdf;
        this.aead = aead;
        this.signature = signature;
        this.hpke = new Hpke(kem, kdf, aead);
    }

    /// In the order of their numbers.
    public static List<CipherSuite> all() {
        return ALL;
    }

    public static Optional<CipherSuite> find(int id) {
        return ALL.stream().filter(suite -> suite.id == id).findFirst();
    }

    /// @throws CryptoException if we don't have that suite
    public static CipherSuite of(int id) throws CryptoException {
        return find(id).orElseThrow(
                        () -> new CryptoException("a cipher suite that we don't have: " + id));
    }

    public int id() {
        return id;
    }

    /// As in the IANA registry.
    public String name() {
        return name;
    }

    /// KDF.Nh, in bytes: of a hash, of a MAC, and of every secret of the key schedule.
    public int hashLength() {
        return kdf.length();
    }

    /// AEAD.Nk, in bytes.
    public int keyLength() {
        return aead.keyLength();
    }

    /// AEAD.Nn, in bytes.
    public int nonceLength() {
        return aead.nonceLength();
    }

    /// Of the parts one after the other.
    public byte[] hash(byte[]... parts) {
        return kdf.hash(parts);
    }

    /// HMAC over the parts one after the other.
    public byte[] mac(Secret key, byte[]... parts) {
        return kdf.mac(key.bytes(), parts);
    }

    /// In constant time.
    public boolean verifyMac(Secret key, byte[] tag, byte[]... parts) {
        return MessageDigest.isEqual(mac(key, parts), tag);
    }

    /// `RefHash(label, value)`.
    ///
    /// @param label the whole of it, as `MLS 1.0 KeyPackage Reference`
    /// @see "RFC 9420 §5.2"
    public byte[] refHash(String label, byte[] value) {
        return hash(new Writer().opaque(label.getBytes(UTF_8)).opaque(value).toByteArray());
    }

    /// `KDF.Extract(salt, ikm)`.
    public Secret extract(Secret salt, Secret ikm) {
        return kdf.extract(salt, ikm.bytes());
    }

    /// `ExpandWithLabel(secret, label, context, length)`.
    ///
    /// @see "RFC 9420 §8"
    public Secret expandWithLabel(Secret secret, String label, byte[] context, int length) {
        byte[] info =
                new Writer().uint16(length).opaque(prefixed(label)).opaque(context).toByteArray();
        return kdf.expand(secret, info, length);
    }

    /// `DeriveSecret(secret, label)`.
    ///
    /// @see "RFC 9420 §8"
    public Secret deriveSecret(Secret secret, String label) {
        return expandWithLabel(secret, label, new byte[0], kdf.length());
    }

    /// `DeriveTreeSecret(secret, label, generation, length)`.
    ///
    /// @param generation unsigned
    /// @see "RFC 9420 §9"
    public Secret deriveTreeSecret(Secret secret, String label, int generation, int length) {
        byte[] context = new Writer().uint32(generation).toByteArray();
        return expandWithLabel(secret, label, context, length);
    }

    /// @return the ciphertext with the tag behind it
    public byte[] seal(Secret key, byte[] nonce, byte[] aad, byte[] plaintext) {
        return aead.seal(key, nonce, aad, plaintext);
    }

    /// @throws CryptoException "not authentic", whatever it was that was changed
    public byte[] open(Secret key, byte[] nonce, byte[] aad, byte[] ciphertext)
            throws CryptoException {
        return aead.open(key, nonce, aad, ciphertext);
    }

    public HpkeKeyPair generateKeyPair() {
        return kem.generateKeyPair();
    }

    /// `KEM.DeriveKeyPair(ikm)`: the same pair from the same secret, always.
    public HpkeKeyPair deriveKeyPair(Secret ikm) {
        return kem.deriveKeyPair(ikm);
    }

    /// A stored private key.
    ///
    /// @param bytes copied
    /// @throws CryptoException if it is none of this suite's
    public HpkePrivateKey hpkePrivateKey(byte[] bytes) throws CryptoException {
        return kem.privateKey(bytes);
    }

    /// A peer's HPKE key: of the right length, on the curve, not of small order.
    ///
    /// @throws CryptoException if it is not
    public void checkPublicKey(byte[] publicKey) throws CryptoException {
        kem.checkPublicKey(publicKey);
    }

    /// The same, for who keeps it and seals to it more than once.
    ///
    /// @param publicKey copied
    /// @throws CryptoException if it is none, as [#checkPublicKey] says
    public HpkePublicKey hpkePublicKey(byte[] publicKey) throws CryptoException {
        return kem.publicKey(publicKey);
    }

    /// `EncryptWithLabel(publicKey, label, context, plaintext)`.
    ///
    /// @throws CryptoException if the public key is none, as [#checkPublicKey] says
    /// @see "RFC 9420 §5.1.3"
    public HpkeCiphertext encryptWithLabel(
            byte[] publicKey, String label, byte[] context, byte[] plaintext)
            throws CryptoException {
        return hpke.seal(publicKey, labelled(label, context), new byte[0], plaintext);
    }

    /// The same for a key that is kept.
    ///
    /// @throws CryptoException not for a key that [#hpkePublicKey] has made
    public HpkeCiphertext encryptWithLabel(
            HpkePublicKey publicKey, String label, byte[] context, byte[] plaintext)
            throws CryptoException {
        return hpke.seal(publicKey, labelled(label, context), new byte[0], plaintext);
    }

    /// `DecryptWithLabel(key, label, context, kem_output, ciphertext)`.
    ///
    /// @throws CryptoException if it was not encrypted to this key, with this label and context
    /// @see "RFC 9420 §5.1.3"
    public byte[] decryptWithLabel(
            HpkePrivateKey key, String label, byte[] context, HpkeCiphertext ciphertext)
            throws CryptoException {
        return hpke.open(key, ciphertext, labelled(label, context), new byte[0]);
    }

    public SignatureKeyPair generateSignatureKeyPair() {
        return signature.generateKeyPair();
    }

    /// A stored private key.
    ///
    /// @param bytes copied
    /// @throws CryptoException if it is none of this suite's
    public SignaturePrivateKey signaturePrivateKey(byte[] bytes) throws CryptoException {
        return signature.privateKey(bytes);
    }

    /// `SignWithLabel(key, label, content)`.
    ///
    /// @param content in parts, one after the other
    /// @see "RFC 9420 §5.1.2"
    public byte[] signWithLabel(SignaturePrivateKey key, String label, byte[]... content) {
        return signature.sign(key, labelled(label, content));
    }

    /// A peer's signature key, for who keeps it.
    ///
    /// @param bytes copied
    /// @throws CryptoException if no signature can be verified with that
    public SignaturePublicKey signaturePublicKey(byte[] bytes) throws CryptoException {
        return signature.publicKey(bytes);
    }

    /// `VerifyWithLabel(publicKey, label, content, signature)`: false for whatever is wrong with the signature.
    ///
    /// @see "RFC 9420 §5.1.2"
    public boolean verifyWithLabel(
            SignaturePublicKey key, String label, byte[] content, byte[] signature) {
        return key.isSigned(signature, labelled(label, content));
    }

    /// The same for a content in parts, one after the other.
    public boolean verifyWithLabel(
            SignaturePublicKey key, String label, byte[][] content, byte[] signature) {
        return key.isSigned(signature, labelled(label, content));
    }

    /// The same for a key that is not kept: false for whatever is wrong with the key or the signature.
    public boolean verifyWithLabel(
            byte[] publicKey, String label, byte[] content, byte[] signature) {
        try {
            return verifyWithLabel(signaturePublicKey(publicKey), label, content, signature);
        } catch (CryptoException _) {
            return false;
        }
    }

    /// A signature without a label, for what is signed beside MLS with a member's key.
    public byte[] sign(SignaturePrivateKey key, byte[] content) {
        return signature.sign(key, content);
    }

    /// Of [#sign]: false for whatever is wrong with the key or the signature.
    public boolean verify(byte[] publicKey, byte[] content, byte[] signature) {
        try {
            return signaturePublicKey(publicKey).isSigned(signature, content);
        } catch (CryptoException _) {
            return false;
        }
    }

    /// SignContent and EncryptContext: the label and what it is about.
    ///
    /// @return in parts, since the content may be long
    private static byte[][] labelled(String label, byte[]... content) {
        byte[] before =
                new Writer().opaque(prefixed(label)).lengthOf(Bytes.length(content)).toByteArray();
        return Bytes.append(new byte[][] {before}, content);
    }

    private static byte[] prefixed(String label) {
        return (PREFIX + label).getBytes(UTF_8);
    }

    @Override
    public String toString() {
        return name;
    }
}
