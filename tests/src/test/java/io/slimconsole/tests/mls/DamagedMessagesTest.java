package io.slimconsole.tests.mls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.tests.mls.Implementation.Ability;
import io.slimconsole.tests.mls.Member.Committed;
import io.slimconsole.tests.mls.Member.Facts;
import io.slimconsole.tests.mls.Member.Reading;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

/// What another implementation wrote, with each byte of it damaged once: ours refuses it, stays as it was, and still accepts
/// the original.
@Tag("interop")
@ExtendWith(MlsPeersExtension.class)
@Timeout(150)
final class DamagedMessagesTest {
    private static final CipherSuite SUITE = CipherSuite.MLS_128_DHKEMP256_AES128GCM_SHA256_P256;
    private static final Opaque TEXT = Opaque.of("some text".getBytes(UTF_8));

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OURS")
    void noDamagedByteOfItsMessagesIsAccepted(Implementation other, MlsPeers peers) {
        Client first = peers.client(Implementation.OURS, SUITE);
        Client second = peers.client(other, SUITE);
        var group = new MixedGroup(new Random(1), first);
        group.commit(group.member(first), Change.adding(second));
        Member ours = group.member(first);
        Member theirs = group.member(second);

        var messages = new ArrayList<>(List.of(theirs.say(TEXT, Opaque.EMPTY)));
        if (theirs.can(Ability.AUTHENTICATED_DATA)) {
            messages.add(theirs.say(TEXT, TEXT));
        }
        if (theirs.can(Ability.PROPOSE)) {
            messages.add(theirs.propose(new Member.Suggestion.Update(false), false));
            messages.add(theirs.propose(new Member.Suggestion.Update(false), true));
        }
        for (Opaque message : messages) {
            refusedWhenDamaged(ours, message);
            assertThat(ours.read(message)).isNotInstanceOf(Reading.Refused.class);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OURS")
    void noDamagedByteOfItsCommitsAndWelcomesIsAccepted(Implementation other, MlsPeers peers) {
        Client first = peers.client(Implementation.OURS, SUITE);
        Client second = peers.client(other, SUITE);
        var group = new MixedGroup(new Random(1), first);
        group.commit(group.member(first), Change.adding(second));
        Member ours = group.member(first);
        Member theirs = group.member(second);

        var changes = new ArrayList<>(List.of(Change.NOTHING));
        if (theirs.can(Ability.PRIVATE_HANDSHAKES)) {
            changes.add(Change.NOTHING.sentPrivately(true));
        }
        for (Change change : changes) {
            Opaque commit = theirs.commit(change).commit();
            refusedWhenDamaged(ours, commit);
            assertThat(ours.read(commit)).isInstanceOf(Reading.Followed.class);
        }
        Client third = peers.client(Implementation.OURS, SUITE);
        Committed added = theirs.commit(Change.adding(third));
        refusedWhenDamaged(ours, added.commit());
        assertThat(ours.read(added.commit())).isInstanceOf(Reading.Followed.class);
        Opaque welcome = added.welcome().orElseThrow();
        eachByteDamaged(
                welcome,
                damaged ->
                        assertThatExceptionOfType(JoinRefusedException.class)
                                .isThrownBy(() -> third.join(damaged, Optional.empty())));
        assertThat(third.join(welcome, Optional.empty()).facts()).isEqualTo(ours.facts());
    }

    private static void refusedWhenDamaged(Member reader, Opaque message) {
        Facts before = reader.facts();
        eachByteDamaged(
                message,
                damaged -> assertThat(reader.read(damaged)).isInstanceOf(Reading.Refused.class));
        assertThat(reader.facts()).isEqualTo(before);
    }

    private static void eachByteDamaged(Opaque message, Consumer<Opaque> check) {
        byte[] bytes = message.bytes();
        for (int i = 0; i < bytes.length; i++) {
            byte[] damaged = bytes.clone();
            damaged[i] ^= (byte) (1 << i % Byte.SIZE);
            check.accept(Opaque.of(damaged));
        }
    }
}
