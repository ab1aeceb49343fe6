package io.slimconsole.tests.mls;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.mls.group.CommitOptions;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/// Each of the [KnownDefects], shown. When one of these fails, an implementation got better: remove what goes around it.
@Tag("interop")
@ExtendWith(MlsPeersExtension.class)
@Timeout(150)
final class KnownDefectsTest {
    private static final CipherSuite SUITE = CipherSuite.MLS_128_DHKEMP256_AES128GCM_SHA256_P256;

    private MlsPeers peers;
    private Client first;
    private MixedGroup group;

    @BeforeEach
    void begin(MlsPeers given) {
        peers = given;
        first = client(Implementation.OURS);
        group = new MixedGroup(new Random(1), first);
    }

    private Client client(Implementation implementation) {
        return peers.client(implementation, SUITE);
    }

    private Member add(Implementation implementation) {
        Client client = client(implementation);
        group.commit(group.member(first), Change.adding(client));
        return group.member(client);
    }

    @Test
    void tsMlsDoesNotJoinWhereLeavesAreUnmergedAtSomeHeights() {
        Member ours = group.member(first);
        Member second = add(Implementation.OURS);
        for (int leaf = 2; leaf <= 4; leaf++) {
            add(Implementation.OURS);
        }
        group.commit(ours, Change.removing(second.name()));
        group.commit(
                ours,
                Change.adding(client(Implementation.OURS))
                        .withPath(CommitOptions.Path.IF_REQUIRED));
        Client late = client(Implementation.TS_MLS);

        group.commit(ours, Change.adding(late).withPath(CommitOptions.Path.IF_REQUIRED));

        assertThat(group.absent()).containsExactly(late.name());
    }

    @Test
    void tsMlsDoesNotNoticeItsRemovalByACommitThatFillsItsLeaf() {
        Member other = add(Implementation.TS_MLS);
        Member ours = group.member(first);
        Opaque commit = ours.commit(Change.rejoining(other.client())).commit();

        assertThat(other.read(commit)).isInstanceOf(Member.Reading.Refused.class);
    }

    @Test
    void tsMlsDoesNotFollowAPathThatEndsBelowTheRoot() {
        Member second = add(Implementation.OURS);
        Member third = add(Implementation.OURS);
        Member other = add(Implementation.TS_MLS);
        Member bystander = add(Implementation.OURS);
        Set<String> leaving = Set.of(first.name(), second.name());
        assertThat(KnownDefects.endsPathsTooHighForTsMls(group.ours().view(), leaving)).isFalse();
        group.commit(third, Change.removing(bystander.name()));
        assertThat(KnownDefects.endsPathsTooHighForTsMls(group.ours().view(), leaving)).isTrue();

        Opaque commit =
                third.commit(Change.NOTHING.with(List.of(), List.of(first.name(), second.name())))
                        .commit();

        assertThat(other.read(commit)).isInstanceOf(Member.Reading.Refused.class);
    }

    @Test
    void coreCryptoDoesNotFollowOneWhoChangesItsSignatureKey() {
        Member other = add(Implementation.CORE_CRYPTO);
        Member bystander = add(Implementation.OURS);
        Opaque commit = group.member(first).commit(Change.NOTHING.withNewKey()).commit();

        assertThat(bystander.read(commit))
                .isEqualTo(new Member.Reading.Followed(Optional.of(Opaque.EMPTY)));
        assertThat(other.read(commit)).isInstanceOf(Member.Reading.Refused.class);
    }

    @Test
    void coreCryptoDoesNotReadWhatSomebodySaidWhoHasLeft() {
        Member other = add(Implementation.CORE_CRYPTO);
        Member bystander = add(Implementation.OURS);
        Member leaving = add(Implementation.OURS);
        Opaque text = Opaque.of((byte) 1);
        Opaque said = leaving.say(text, Opaque.EMPTY);

        group.commit(group.member(first), Change.removing(leaving.name()));

        assertThat(bystander.read(said))
                .isEqualTo(new Member.Reading.Said(text, Optional.of(Opaque.EMPTY)));
        assertThat(other.read(said)).isInstanceOf(Member.Reading.Refused.class);
    }
}
