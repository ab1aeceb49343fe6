package io.slimconsole.mls.kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.mls.group.OwnKeyPackage;
import io.slimconsole.mls.group.SigningIdentity;
import io.slimconsole.mls.tree.Credential;
import io.slimconsole.mls.tree.Lifetime;

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
}
