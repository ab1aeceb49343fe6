package io.slimconsole.mls.kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.mls.framing.KeyPackage;
import io.slimconsole.mls.group.OwnKeyPackage;
import io.slimconsole.mls.group.SigningIdentity;
import io.slimconsole.mls.tree.Capabilities;
import io.slimconsole.mls.tree.Credential;
import io.slimconsole.mls.tree.Extension;
import io.slimconsole.mls.tree.LeafNode;
import io.slimconsole.mls.tree.Lifetime;

import java.util.List;
import java.util.function.UnaryOperator;

/// Somebody with a name and a signature key, who makes key packages.
public record Client(CipherSuite suite, String name, SigningIdentity identity) {
    private static final Lifetime ALWAYS = new Lifetime(0, Long.MAX_VALUE);

    public static Client of(CipherSuite suite, String name) {
        var credential = new Credential.Basic(Opaque.of(name.getBytes(UTF_8)));
        return new Client(suite, name, SigningIdentity.generate(suite, credential));
    }

    public OwnKeyPackage keyPackage() {
        return OwnKeyPackage.create(suite, identity, ALWAYS);
    }

    /// One that is changed, and signed anew.
    ///
    /// @param extensions of the key package, not of the leaf
    public OwnKeyPackage keyPackage(UnaryOperator<LeafNode> change, List<Extension> extensions) {
        OwnKeyPackage own = keyPackage();
        KeyPackage old = own.keyPackage();
        LeafNode leaf =
                change.apply(old.leafNode()).signed(suite, identity.signer(), Opaque.EMPTY, 0);
        var changed =
                new KeyPackage(old.cipherSuite(), old.initKey(), leaf, extensions, Opaque.EMPTY);
        return new OwnKeyPackage(
                changed.signed(suite, identity.signer()),
                own.initKey(),
                own.leafKey(),
                own.signer());
    }

    /// A leaf that says that it can do these as well.
    public static LeafNode able(LeafNode leaf, List<Integer> extensions, List<Integer> proposals) {
        Capabilities can = leaf.capabilities();
        return new LeafNode(
                leaf.encryptionKey(),
                leaf.signatureKey(),
                leaf.credential(),
                new Capabilities(
                        can.versions(),
                        can.cipherSuites(),
                        extensions,
                        proposals,
                        can.credentials()),
                leaf.source(),
                leaf.extensions(),
                Opaque.EMPTY);
    }
}
