package io.slimconsole.session;

import io.slimconsole.session.identity.Identity;
import io.slimconsole.session.identity.SharedSecret;
import io.slimconsole.session.identity.SharedSecretIdentity;
import io.slimconsole.session.identity.SigningKey;

import java.time.InstantSource;

/// What whoever has the secret can make of it.
final class Secrets {
    static final String TEXT = "a secret that all of them share: 0123456789";

    private Secrets() {}

    /// The same, at another time.
    static Identity of(InstantSource clock, Identity identity) {
        return SharedSecretIdentity.restore(
                identity.id(), new SharedSecret(TEXT, clock), identity.signingKey());
    }

    static String tokenAt(InstantSource clock, Identity identity) {
        return of(clock, identity).token();
    }

    /// Tokens of that subject, with a key that is not its own.
    static Identity pretending(Identity victim) {
        return SharedSecretIdentity.restore(
                victim.id(),
                new SharedSecret(TEXT, InstantSource.system()),
                SigningKey.generate(Member.SUITE));
    }
}
