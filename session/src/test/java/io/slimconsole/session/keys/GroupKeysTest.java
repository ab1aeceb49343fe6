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

    private final SharedSecret secret =
            new SharedSecret("a secret that all of them share: 0123456789", CLOCK);
    private final Identity anna = identity("anna");
    private final Identity berta = identity("berta");
    private final Name annasName = name(anna);
    private final Name bertasName = name(berta);
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

    private static Name name(Identity of) {
        return new Name("org", "ns", "app", of.instance());
    }

    private MlsGroup join(Identity identity) throws RefusedException {
        OwnKeyPackage own = keyPackage(identity, identity.token());
        GroupKeys.Made made = keys.commit(new KeyChange.Add(name(identity), bytes(own)));
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
        MlsGroup group = join(anna);

        GroupKeys.Opened opened = keys.decrypt(say(group)).orElseThrow();

        assertThat(opened.content().toStringUtf8()).isEqualTo("hello");
        assertThat(keys.isOf(opened, annasName)).isTrue();
        assertThat(keys.isOf(opened, bertasName)).isFalse();
    }

    @Test
    void aLateMessageIsNotTakenForTheSuccessorsAtTheSameLeaf() throws RefusedException {
        MlsGroup group = join(anna);
        ByteString late = say(group);
        keys.commit(new KeyChange.Remove(annasName));
        join(berta);

        GroupKeys.Opened opened = keys.decrypt(late).orElseThrow();

        assertThat(opened.sender()).startsWith("anna_");
        assertThat(keys.isOf(opened, bertasName)).isFalse();
        assertThat(keys.isOf(opened, annasName)).isFalse();
    }

    @Test
    void aTokenOfAnotherKeyIsNotLetIn() {
        OwnKeyPackage stolen = keyPackage(identity("mallory"), anna.token());

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> keys.commit(new KeyChange.Add(annasName, bytes(stolen))))
                .withMessageContaining("its token is of another signature key");
        assertThat(keys.epoch()).isZero();
        assertThat(keys.subjects()).isEmpty();
    }

    @Test
    void aKeyPackageOfAnotherInstanceIsNotLetIn() throws RefusedException {
        OwnKeyPackage annas = keyPackage(anna, anna.token());

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> keys.commit(new KeyChange.Add(bertasName, bytes(annas))))
                .withMessageContaining("its key package is of another instance");
        assertThat(keys.commit(new KeyChange.Add(annasName, bytes(annas))).epoch()).isEqualTo(1);
        assertThat(keys.signatureKey(annasName))
                .contains(annas.keyPackage().leafNode().signatureKey());
        assertThat(keys.signatureKey(bertasName)).isEmpty();
    }

    @Test
    void whatIsNoKeyPackageIsRefused() {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(
                        () ->
                                keys.commit(
                                        new KeyChange.Add(
                                                annasName, ByteString.copyFromUtf8("no"))));
        assertThat(keys.decrypt(ByteString.copyFromUtf8("no"))).isEmpty();
    }
}
