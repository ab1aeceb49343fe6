package io.slimconsole.mls.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slimconsole.mls.MlsGroup;
import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.mls.framing.Proposal;
import io.slimconsole.mls.framing.Welcome;
import io.slimconsole.mls.tree.Capabilities;
import io.slimconsole.mls.tree.Credential;
import io.slimconsole.mls.tree.LeafNode;
import io.slimconsole.mls.tree.Lifetime;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

final class OwnKeyPackageTest {
    private final SigningIdentity dora = identity(Trio.SUITE);

    private static SigningIdentity identity(CipherSuite suite) {
        return SigningIdentity.generate(
                suite, new Credential.Basic(Opaque.of("dora".getBytes(UTF_8))));
    }

    static List<CipherSuite> suites() {
        return CipherSuite.all();
    }

    @ParameterizedTest
    @MethodSource("suites")
    void whatWeMakeIsWhatPeersAccept(CipherSuite suite) {
        var rules =
                new GroupRules(
                        suite,
                        Trio.RULES.policy(),
                        Limits.DEFAULT,
                        PskStore.NONE,
                        Trio.RULES.clock());

        OwnKeyPackage own = OwnKeyPackage.create(suite, identity(suite), Lifetime.around(Trio.NOW));

        assertThatCode(() -> rules.validate(own.keyPackage())).doesNotThrowAnyException();
    }

    @Test
    void itNamesNoDefaultTypesAndTheWholeOfOurSuites() {
        LeafNode leaf =
                OwnKeyPackage.create(Trio.SUITE, dora, Lifetime.around(Trio.NOW))
                        .keyPackage()
                        .leafNode();

        assertThat(leaf.capabilities())
                .isEqualTo(
                        new Capabilities(
                                List.of(1),
                                List.of(1, 2, 3, 4, 5, 6, 7),
                                List.of(),
                                List.of(),
                                List.of(1)));
        assertThat(leaf.extensions()).isEmpty();
    }

    @Test
    void itsTimeBeginsAnHourAgoAndEndsInAYear() {
        Lifetime lifetime = Lifetime.around(Trio.NOW);

        assertThat(lifetime.includes(Trio.NOW.minus(Duration.ofHours(1)))).isTrue();
        assertThat(lifetime.includes(Trio.NOW.minus(Duration.ofHours(1)).minusSeconds(1)))
                .isFalse();
        assertThat(lifetime.includes(Trio.NOW.plus(Duration.ofDays(365)))).isTrue();
        assertThat(lifetime.includes(Trio.NOW.plus(Duration.ofDays(365)).plusSeconds(1))).isFalse();
    }

    @Test
    void whoIsNotLetInIsNamedBeforeAnybodyIsAsked() {
        OwnKeyPackage late =
                OwnKeyPackage.create(
                        Trio.SUITE, dora, Lifetime.around(Trio.NOW.minus(Duration.ofDays(400))));

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> Trio.RULES.validate(late.keyPackage()))
                .satisfies(e -> assertThat(e.check()).isEqualTo(Check.LEAF_LIFETIME));
    }

    @Test
    void closingItWipesItsKeysAndNotThoseOfTheGroup() throws RefusedException {
        var trio = new Trio();
        OwnKeyPackage own = OwnKeyPackage.create(Trio.SUITE, dora, Lifetime.around(Trio.NOW));
        CommitResult added =
                trio.moderator.commit(
                        List.of(new Proposal.Add(own.keyPackage())), CommitOptions.DEFAULT);
        MlsGroup joined =
                MlsGroup.join(
                        Trio.RULES,
                        (Welcome) added.welcome().orElseThrow().body(),
                        own,
                        Optional.empty());
        trio.moderator.merge(added.next());

        own.close();

        assertThat(own.initKey().isWiped()).isTrue();
        assertThat(own.leafKey().isWiped()).isTrue();
        assertThat(own.signer().isWiped()).isFalse();
        CommitResult next = joined.commit(List.of(), Trio.WITH_PATH);
        assertThat(trio.moderator.process(next.commit()))
                .isInstanceOf(ProcessedMessage.Commit.class);
        assertThat(joined.process(trio.moderator.commit(List.of(), Trio.WITH_PATH).commit()))
                .isInstanceOf(ProcessedMessage.Commit.class);
    }
}
