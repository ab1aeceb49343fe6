package io.slimconsole.session.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;

import io.slimconsole.mls.MlsGroup;
import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.mls.framing.MlsMessage;
import io.slimconsole.mls.group.GroupRules;
import io.slimconsole.mls.group.OwnKeyPackage;
import io.slimconsole.mls.group.RefusedException;
import io.slimconsole.mls.tree.Lifetime;
import io.slimconsole.node.name.Name;
import io.slimconsole.session.identity.Identity;
import io.slimconsole.session.identity.InstanceIds;
import io.slimconsole.session.identity.InvalidTokenException;
import io.slimconsole.session.identity.SigningKey;
import io.slimconsole.session.identity.jwt.IdentityException;
import io.slimconsole.session.identity.jwt.JwtAlgorithm;
import io.slimconsole.session.identity.jwt.JwtClaims;
import io.slimconsole.session.identity.jwt.JwtExpectations;
import io.slimconsole.session.identity.jwt.JwtIdentity;
import io.slimconsole.session.identity.jwt.JwtSigner;
import io.slimconsole.session.identity.jwt.JwtVerifier;
import io.slimconsole.session.identity.jwt.KeyFormat;
import io.slimconsole.session.identity.jwt.LocalKeys;
import io.slimconsole.session.membership.ModeratorOutput.KeyChange;
import io.slimconsole.tests.kit.ManualClock;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A group lives longer than the tokens in its leaves, and than the key that signed them.
final class AgedTokensTest {
    private static final CipherSuite SUITE = CipherSuite.MLS_128_DHKEMP256_AES128GCM_SHA256_P256;
    private static final String BEFORE = "what signed tokens at first: 0123456789";
    private static final String AFTER = "what signs tokens from then on: 0123456789";

    private final ManualClock clock = new ManualClock(Instant.ofEpochSecond(1_700_000_000));

    private Identity identity(String subject, String secret) throws IdentityException {
        return new JwtIdentity(
                JwtClaims.of(subject),
                JwtSigner.of(JwtAlgorithm.HS256, secret),
                SigningKey.generate(SUITE),
                clock);
    }

    private static Name name(String subject) {
        return new Name("org", "ns", subject, InstanceIds.ofIdentity(subject));
    }

    /// Its time is that of the machine, as it is for MLS.
    private static OwnKeyPackage keyPackage(Identity of) {
        return OwnKeyPackage.create(
                SUITE, of.signingKey().forMls(of.token()), Lifetime.around(Instant.now()));
    }

    private static MlsGroup join(
            GroupKeys keys, Name name, OwnKeyPackage own, JwtVerifier verifier, Moderator moderator)
            throws RefusedException {
        var keyPackage = ByteString.copyFrom(new MlsMessage(own.keyPackage()).encoded());
        GroupKeys.Made made = keys.commit(new KeyChange.Add(name, keyPackage));
        return MlsGroup.join(
                new GroupRules(SUITE, new TokenPolicy(verifier, Optional.of(moderator))),
                made.welcome().orElseThrow().toByteArray(),
                own,
                Optional.empty());
    }

    @Test
    void membersStayWhoTheyAreAfterTheirTokensAndTheKeyOfTheIssuer(@TempDir Path folder)
            throws IOException, IdentityException, RefusedException, InvalidTokenException {
        Path file = Files.writeString(folder.resolve("secret"), BEFORE);
        var format = new KeyFormat.Pem(JwtAlgorithm.HS256);
        var verifier =
                new JwtVerifier(LocalKeys.ofFile(format, file, clock), JwtExpectations.NONE, clock);
        Identity anna = identity("anna", BEFORE);
        String aged = anna.token();
        Identity mona = identity("mona", BEFORE);
        var moderator = new Moderator(name("mona"), mona.signingKey().publicKey());
        GroupKeys keys = GroupKeys.begin(mona, verifier, clock, Optional.empty());
        MlsGroup annas = join(keys, name("anna"), keyPackage(anna), verifier, moderator);

        Files.writeString(file, AFTER);
        clock.advance(Duration.ofHours(2));
        assertThatExceptionOfType(InvalidTokenException.class)
                .isThrownBy(() -> verifier.verify(aged));
        MlsGroup bertas =
                join(
                        keys,
                        name("berta"),
                        keyPackage(identity("berta", AFTER)),
                        verifier,
                        moderator);

        assertThat(bertas.view().members()).hasSize(3);
        GroupKeys.Opened opened =
                keys.decrypt(
                                ByteString.copyFrom(
                                        bertas.encrypt("hello".getBytes(UTF_8), Opaque.EMPTY, 0)
                                                .encoded()))
                        .orElseThrow();
        assertThat(keys.isOf(opened, name("berta"))).isTrue();
        keys.commit(new KeyChange.Remove(name("anna")));
        assertThat(keys.view().members()).hasSize(2);
        assertThat(annas.epoch()).isEqualTo(1);
    }
}
