package io.slimconsole.mls.crypto;

/// The KEM that is a Diffie-Hellman exchange with a fresh key.
///
/// @see "RFC 9180 §4.1"
final class DhKem implements Kem {
    private final int id;
    private final DhGroup group;
    private final LabeledKdf kdf;

    DhKem(int id, DhGroup group, Kdf kdf) {
        this.id = id;
        this.group = group;
        this.kdf = new LabeledKdf(kdf, "KEM", id);
    }

    @Override
    public int id() {
        return id;
    }

    @Override
    public HpkeKeyPair generateKeyPair() {
        return new HpkeKeyPair(owning(group.generatePrivateKey()));
    }

    @Override
    public HpkeKeyPair deriveKeyPair(Secret ikm) {
        try (Secret prk = kdf.extract("dkp_prk", ikm)) {
            return new HpkeKeyPair(
                    owning(
                            group.derivePrivateKey(
                                    (label, context, length) ->
                                            kdf.expand(prk, label, context, length).bytes())));
        }
    }

    @Override
    public HpkePrivateKey privateKey(byte[] bytes) throws CryptoException {
        group.checkPrivateKey(bytes);
        return owning(bytes.clone());
    }

    private HpkePrivateKey owning(byte[] privateKey) {
        return new HpkePrivateKey(Secret.owning(privateKey), group.publicKey(privateKey));
    }

    @Override
    public void checkPublicKey(byte[] publicKey) throws CryptoException {
        group.checkPublicKey(publicKey);
    }

    @Override
    public HpkePublicKey publicKey(byte[] bytes) throws CryptoException {
        return new HpkePublicKey(bytes.clone(), group.peer(bytes));
    }

    @Override
    public Encapsulated encapsulate(byte[] publicKey) throws CryptoException {
        return encapsulate(publicKey, fresh -> group.agree(fresh, publicKey));
    }

    @Override
    public Encapsulated encapsulate(HpkePublicKey publicKey) throws CryptoException {
        return encapsulate(publicKey.bytes(), publicKey.peer());
    }

    private Encapsulated encapsulate(byte[] publicKey, DhGroup.Peer peer) throws CryptoException {
        try (Secret fresh = Secret.owning(group.generatePrivateKey())) {
            byte[] kemOutput = group.publicKey(fresh.bytes());
            return new Encapsulated(
                    sharedSecret(peer.agree(fresh.bytes()), kemOutput, publicKey), kemOutput);
        }
    }

    @Override
    public Secret decapsulate(HpkePrivateKey key, byte[] kemOutput) throws CryptoException {
        return sharedSecret(
                group.agree(key.secret().bytes(), kemOutput), kemOutput, key.publicKey());
    }

    private Secret sharedSecret(byte[] dh, byte[] kemOutput, byte[] recipient) {
        try (Secret agreed = Secret.owning(dh);
                Secret prk = kdf.extract("eae_prk", agreed)) {
            return kdf.expand(
                    prk, "shared_secret", Bytes.concat(kemOutput, recipient), kdf.length());
        }
    }
}
