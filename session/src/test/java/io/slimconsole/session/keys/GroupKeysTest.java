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
import io.slimconsole.node.name.NameId;
import io.slimconsole.session.identity.Identity;
import io.slimconsole.session.identity.SharedSecret;
import io.slimconsole.session.identity.SharedSecretIdentity;
import io.slimconsole.session.identity.SigningKey;
import io.slimconsole.session.membership.ModeratorOutput.KeyChange;

import org.junit.jupiter.api.Test;

import java.time.InstantSource;
import java.util.Optional;

/// Who has said something is told by keys, and not by what a header says.
final class GroupKeysTest {
    private static final CipherSuite SUITE = CipherSuite.MLS_128_DHKEMP256_AES128GCM_SHA256_P256;
    private static final InstantSource CLOCK = InstantSource.system();
    private static final Name ANNA = new Name("org", "ns", "anna", new NameId(0, 1));
    private static final Name BERTA = new Name("org", "ns", "berta", new NameId(0, 2));

    private final SharedSecret secret =
            new SharedSecret("a secret that all of them share: 0123456789", CLOCK);
    private final GroupKeys keys;

    GroupKeysTest() throws RefusedException {
        keys = GroupKeys.begin(identity("moderator"), secret, CLOCK, Optional.empty());
    }

    private Identity identity(String name) {
        return SharedSecretIdentity.create(name, secret, SigningKey.generate(SUITE));
    }

    private OwnKeyPackage keyPackage(Identity of, String token) {
        return OwnKeyPackage.create(
                SUITE, of.signingKey().forMls(token), Lifetime.around(CLOCK.instant()));
    }

    private MlsGroup join(Name name, String subject) throws RefusedException {
        Identity identity = identity(subject);
        OwnKeyPackage own = keyPackage(identity, identity.token());
        GroupKeys.Made made = keys.commit(new KeyChange.Add(name, bytes(own)));
        return MlsGroup.join(
                new GroupRules(SUITE, new TokenPolicy(secret)),
                made.welcome().orElseThrow().toByteArray(),
                own,
                Optional.empty());
    }

    private static ByteString bytes(OwnKeyPackage own) {
        return ByteString.copyFrom(new MlsMessage(own.keyPackage()).encoded());
    }

    private static ByteString say(MlsGroup member) {
        return ByteString.copyFrom(
                member.encrypt("hello".getBytes(UTF_8), Opaque.EMPTY, 0).encoded());
    }

    @Test
    void whatAMemberSaysIsItsOwnAndNobodyElses() throws RefusedException {
        MlsGroup anna = join(ANNA, "anna");

        GroupKeys.Opened opened = keys.decrypt(say(anna)).orElseThrow();

        assertThat(opened.content().toStringUtf8()).isEqualTo("hello");
        assertThat(keys.isOf(opened, ANNA)).isTrue();
        assertThat(keys.isOf(opened, BERTA)).isFalse();
    }

    @Test
    void aLateMessageIsNotTakenForTheSuccessorsAtTheSameLeaf() throws RefusedException {
        MlsGroup anna = join(ANNA, "anna");
        ByteString late = say(anna);
        keys.commit(new KeyChange.Remove(ANNA));
        join(BERTA, "berta");

        GroupKeys.Opened opened = keys.decrypt(late).orElseThrow();

        assertThat(opened.sender()).startsWith("anna_");
        assertThat(keys.isOf(opened, BERTA)).isFalse();
        assertThat(keys.isOf(opened, ANNA)).isFalse();
    }

    @Test
    void aTokenOfAnotherKeyIsNotLetIn() {
        OwnKeyPackage stolen = keyPackage(identity("mallory"), identity("anna").token());

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> keys.commit(new KeyChange.Add(ANNA, bytes(stolen))))
                .withMessageContaining("its token is of another signature key");
        assertThat(keys.epoch()).isZero();
        assertThat(keys.subjects()).isEmpty();
    }

    @Test
    void whatIsNoKeyPackageIsRefused() {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(
                        () -> keys.commit(new KeyChange.Add(ANNA, ByteString.copyFromUtf8("no"))));
        assertThat(keys.decrypt(ByteString.copyFromUtf8("no"))).isEmpty();
    }
}
