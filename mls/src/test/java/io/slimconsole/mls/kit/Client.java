package io.slimconsole.mls.kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.mls.crypto.HpkeKeyPair;
import io.slimconsole.mls.crypto.SignatureKeyPair;
import io.slimconsole.mls.framing.KeyPackage;
import io.slimconsole.mls.group.OwnKeyPackage;
import io.slimconsole.mls.tree.Capabilities;
import io.slimconsole.mls.tree.Credential;
import io.slimconsole.mls.tree.LeafNode;
import io.slimconsole.mls.tree.LeafSource;
import io.slimconsole.mls.tree.Lifetime;

import java.util.List;

/// Somebody with a name and a signature key, who makes key packages.
public record Client(CipherSuite suite, String name, SignatureKeyPair signer) {
    private static final Lifetime ALWAYS = new Lifetime(0, Long.MAX_VALUE);

    public static Client of(CipherSuite suite, String name) {
        return new Client(suite, name, suite.generateSignatureKeyPair());
    }

    public OwnKeyPackage keyPackage() {
        HpkeKeyPair leafKey = suite.generateKeyPair();
        HpkeKeyPair initKey = suite.generateKeyPair();
        LeafNode leaf =
                new LeafNode(
                                Opaque.of(leafKey.publicKey()),
                                Opaque.of(signer.publicKey()),
                                new Credential.Basic(Opaque.of(name.getBytes(UTF_8))),
                                new Capabilities(
                                        List.of(1),
                                        List.of(suite.id()),
                                        List.of(),
                                        List.of(),
                                        List.of(Credential.BASIC)),
                                new LeafSource.KeyPackage(ALWAYS),
                                List.of(),
                                Opaque.EMPTY)
                        .signed(suite, signer.privateKey(), Opaque.EMPTY, 0);
        KeyPackage keyPackage =
                new KeyPackage(
                                suite.id(),
                                Opaque.of(initKey.publicKey()),
                                leaf,
                                List.of(),
                                Opaque.EMPTY)
                        .signed(suite, signer.privateKey());
        return new OwnKeyPackage(
                keyPackage, initKey.privateKey(), leafKey.privateKey(), signer.privateKey());
    }
}
