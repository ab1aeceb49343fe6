package io.slimconsole.mls.group;

import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.mls.crypto.HpkeKeyPair;
import io.slimconsole.mls.crypto.HpkePrivateKey;
import io.slimconsole.mls.crypto.SignaturePrivateKey;
import io.slimconsole.mls.framing.KeyPackage;
import io.slimconsole.mls.framing.Protocol;
import io.slimconsole.mls.tree.Capabilities;
import io.slimconsole.mls.tree.Credential;
import io.slimconsole.mls.tree.LeafNode;
import io.slimconsole.mls.tree.LeafSource;
import io.slimconsole.mls.tree.Lifetime;

import java.util.List;

/// A key package of ours with its private keys. One Welcome is opened with it, or one group begun; then it is closed.
///
/// @param initKey opens the Welcome
/// @param leafKey of our leaf
/// @param signer of our leaf; other key packages may have the same
/// @see "RFC 9420 §10"
public record OwnKeyPackage(
        KeyPackage keyPackage,
        HpkePrivateKey initKey,
        HpkePrivateKey leafKey,
        SignaturePrivateKey signer)
        implements AutoCloseable {
    /// With new keys. It can do what all our groups can, and no extension of MLS.
    ///
    /// @param lifetime when it may be used: [Lifetime#around] is what peers expect
    public static OwnKeyPackage create(
            CipherSuite suite, SigningIdentity identity, Lifetime lifetime) {
        HpkeKeyPair leafKey = suite.generateKeyPair();
        HpkeKeyPair initKey = suite.generateKeyPair();
        LeafNode leaf =
                new LeafNode(
                                Opaque.of(leafKey.publicKey()),
                                identity.signatureKey(),
                                identity.credential(),
                                capabilities(),
                                new LeafSource.KeyPackage(lifetime),
                                List.of(),
                                Opaque.EMPTY)
                        .signed(suite, identity.signer(), Opaque.EMPTY, 0);
        KeyPackage keyPackage =
                new KeyPackage(
                                suite.id(),
                                Opaque.of(initKey.publicKey()),
                                leaf,
                                List.of(),
                                Opaque.EMPTY)
                        .signed(suite, identity.signer());
        return new OwnKeyPackage(
                keyPackage, initKey.privateKey(), leafKey.privateKey(), identity.signer());
    }

    private static Capabilities capabilities() {
        return new Capabilities(
                List.of(Protocol.VERSION),
                CipherSuite.all().stream().map(CipherSuite::id).toList(),
                List.of(),
                List.of(),
                List.of(Credential.BASIC));
    }

    /// Wipes the keys that no other key package uses. A group that was joined or begun with it has its own copies.
    @Override
    public void close() {
        initKey.wipe();
        leafKey.wipe();
    }
}
