package io.slimconsole.session.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;

import io.slimconsole.mls.MlsGroup;
import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.mls.framing.MlsMessage;
import io.slimconsole.mls.group.CommitOptions;
import io.slimconsole.mls.group.GroupRules;
import io.slimconsole.mls.group.OwnKeyPackage;
import io.slimconsole.mls.group.ProcessedMessage;
import io.slimconsole.mls.group.RefusedException;
import io.slimconsole.mls.tree.Lifetime;
import io.slimconsole.node.name.Name;
import io.slimconsole.session.identity.Identity;
import io.slimconsole.session.identity.SharedSecret;
import io.slimconsole.session.identity.SharedSecretIdentity;
import io.slimconsole.session.identity.SigningKey;
import io.slimconsole.session.membership.ModeratorOutput.KeyChange;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
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
    private final Identity mona = identity("mona");
    private final Moderator moderator = new Moderator(name(mona), mona.signingKey().publicKey());
    private final GroupKeys keys;
    private GroupKeys.@Nullable Made last;

    GroupKeysTest() throws RefusedException {
        keys = GroupKeys.begin(mona, secret, CLOCK, Optional.empty());
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
                new GroupRules(SUITE, new TokenPolicy(secret, Optional.of(moderator))),
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

    // ---- in a group that somebody else moderates

    /// Adds somebody by the first of two key packages, and has it join.
    private GroupKeys participant(Identity who, Moderator expected) throws RefusedException {
        try (var own = new KeyPackages(who, CLOCK)) {
            ByteString first = own.make();
            own.make();
            last = keys.commit(new KeyChange.Add(name(who), first));
            return GroupKeys.join(
                    who, secret, expected, last.welcome().orElseThrow(), own, Optional.empty());
        }
    }

    @Test
    void aParticipantReadsOthersAndKnowsWhoTheyAre() throws RefusedException {
        GroupKeys atAnna = participant(anna, moderator);
        ByteString add = adding(berta);
        assertThat(atAnna.follow(add)).isEqualTo(new GroupKeys.Following.Followed(2));

        GroupKeys.Opened opened =
                atAnna.decrypt(keys.encrypt(ByteString.copyFromUtf8("hello"), new byte[0]))
                        .orElseThrow();

        assertThat(opened.content().toStringUtf8()).isEqualTo("hello");
        assertThat(atAnna.isOf(opened, moderator.name())).isTrue();
        assertThat(atAnna.isOf(opened, name(berta))).isFalse();
        assertThat(atAnna.follow(keys.commit(new KeyChange.Remove(name(anna))).commit()))
                .isEqualTo(new GroupKeys.Following.TakenOut());
        assertThat(atAnna.follow(ByteString.copyFromUtf8("no")))
                .isInstanceOf(GroupKeys.Following.NotFollowed.class);
    }

    private ByteString adding(Identity added) throws RefusedException {
        try (var own = new KeyPackages(added, CLOCK)) {
            return keys.commit(new KeyChange.Add(name(added), own.make())).commit();
        }
    }

    @Test
    void onlyTheModeratorLetsUsIn() throws RefusedException {
        Identity other = identity("other");
        var expected = new Moderator(name(other), other.signingKey().publicKey());
        var sameIdentity = new Moderator(moderator.name(), other.signingKey().publicKey());

        for (Moderator each : List.of(expected, sameIdentity)) {
            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> participant(identity("anna"), each))
                    .withMessageContaining("only a moderator lets somebody in");
        }
        assertThat(participant(anna, moderator).epoch()).isEqualTo(3);
    }

    @Test
    void aCommitOfAnotherMemberIsNotFollowed() throws RefusedException {
        MlsGroup bertas = join(berta);
        GroupKeys atAnna = participant(anna, moderator);
        ByteString added = Objects.requireNonNull(last).commit();
        if (bertas.process(added.toByteArray()) instanceof ProcessedMessage.Commit commit) {
            bertas.merge(commit.next());
        }
        ByteString byBerta =
                ByteString.copyFrom(
                        bertas.commit(
                                        List.of(),
                                        CommitOptions.DEFAULT.with(CommitOptions.Path.ALWAYS))
                                .commit()
                                .encoded());

        assertThat(atAnna.follow(byBerta))
                .isEqualTo(
                        new GroupKeys.Following.NotFollowed(
                                "a commit by somebody who is not the moderator"));
        assertThat(atAnna.epoch()).isEqualTo(2);
    }
}
