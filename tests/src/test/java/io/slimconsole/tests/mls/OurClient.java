package io.slimconsole.tests.mls;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slimconsole.mls.MlsGroup;
import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.mls.framing.MlsMessage;
import io.slimconsole.mls.group.CredentialPolicy;
import io.slimconsole.mls.group.GroupRules;
import io.slimconsole.mls.group.OwnKeyPackage;
import io.slimconsole.mls.group.RefusedException;
import io.slimconsole.mls.group.SigningIdentity;
import io.slimconsole.mls.state.GroupStorage;
import io.slimconsole.mls.state.RestoreException;
import io.slimconsole.mls.tree.Credential;
import io.slimconsole.mls.tree.Lifetime;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Optional;

/// A client of our engine.
final class OurClient implements Client {
    private final GroupRules rules;
    private final String name;
    private SigningIdentity identity;
    private Optional<OwnKeyPackage> newest = Optional.empty();

    OurClient(CipherSuite suite, String name) {
        var states = new InMemoryStates();
        this.rules =
                new GroupRules(suite, new Anybody()).storedIn(new GroupStorage(states, states));
        this.name = name;
        this.identity =
                SigningIdentity.generate(
                        suite, new Credential.Basic(Opaque.of(name.getBytes(UTF_8))));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String toString() {
        return name;
    }

    @Override
    public Implementation implementation() {
        return Implementation.OURS;
    }

    @Override
    public Opaque keyPackage() {
        return Opaque.of(new MlsMessage(newKeyPackage().keyPackage()).encoded());
    }

    @Override
    public Member begin(Opaque groupId) {
        try (OwnKeyPackage own = newKeyPackage()) {
            return new OurMember(this, MlsGroup.create(rules, groupId, own));
        } catch (RefusedException e) {
            throw new AssertionError("our own key package is not right", e);
        }
    }

    @Override
    public Member join(Opaque welcome, Optional<Opaque> tree) {
        OwnKeyPackage own = newest.orElseThrow();
        try {
            var member = new OurMember(this, MlsGroup.join(rules, welcome.bytes(), own, tree));
            own.close();
            return member;
        } catch (RefusedException e) {
            throw new JoinRefusedException(name, e);
        }
    }

    MlsGroup restore(Opaque groupId) {
        try {
            return MlsGroup.restore(rules, groupId);
        } catch (RestoreException e) {
            throw new AssertionError(name + " has lost its group", e);
        }
    }

    /// The same client with a new signature key, from its next commit on.
    SigningIdentity successor() {
        return SigningIdentity.generate(rules.suite(), identity.credential());
    }

    void become(SigningIdentity successor) {
        identity = successor;
    }

    private OwnKeyPackage newKeyPackage() {
        var own = OwnKeyPackage.create(rules.suite(), identity, Lifetime.around(Instant.now()));
        newest = Optional.of(own);
        return own;
    }

    /// Lets everybody in, each once.
    private static final class Anybody implements CredentialPolicy {
        @Override
        public @Nullable String refusal(Credential credential, Opaque signatureKey) {
            return null;
        }

        @Override
        public Opaque identity(Credential credential) {
            return Opaque.of(credential.encoded());
        }
    }
}
