package io.slimconsole.mls;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.mls.framing.Proposal;
import io.slimconsole.mls.framing.Welcome;
import io.slimconsole.mls.framing.WireFormat;
import io.slimconsole.mls.group.Change;
import io.slimconsole.mls.group.CommitOptions;
import io.slimconsole.mls.group.CommitResult;
import io.slimconsole.mls.group.CommitSummary;
import io.slimconsole.mls.group.GroupRules;
import io.slimconsole.mls.group.History;
import io.slimconsole.mls.group.Limits;
import io.slimconsole.mls.group.OwnKeyPackage;
import io.slimconsole.mls.group.PskStore;
import io.slimconsole.mls.group.RefusedException;
import io.slimconsole.mls.group.SigningIdentity;
import io.slimconsole.mls.kit.AnyCredential;
import io.slimconsole.mls.kit.Client;
import io.slimconsole.mls.tree.Credential;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

final class GroupViewTest {
    private static final CipherSuite SUITE = CipherSuite.MLS_128_DHKEMP256_AES128GCM_SHA256_P256;

    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

    private final GroupRules rules = new GroupRules(SUITE, new AnyCredential());

    private MlsGroup add(MlsGroup moderator, String name, CommitOptions options)
            throws RefusedException {
        OwnKeyPackage own = Client.of(SUITE, name).keyPackage();
        CommitResult added = moderator.commit(List.of(new Proposal.Add(own.keyPackage())), options);
        moderator.merge(added.next());
        return MlsGroup.join(
                rules, (Welcome) added.welcome().orElseThrow().body(), own, Optional.empty());
    }

    @Test
    void itShowsMembersTheTreeAndACodeToCompare() throws RefusedException {
        MlsGroup moderator =
                MlsGroup.create(
                        rules, Opaque.of((byte) 1), Client.of(SUITE, "moderator").keyPackage());
        var unused = add(moderator, "anna", CommitOptions.DEFAULT.with(CommitOptions.Path.ALWAYS));
        MlsGroup berta =
                add(moderator, "berta", CommitOptions.DEFAULT.with(CommitOptions.Path.ALWAYS));
        MlsGroup carla = add(moderator, "carla", CommitOptions.DEFAULT);

        GroupView view = moderator.view();

        assertThat(view.epoch()).isEqualTo(3);
        assertThat(view.members())
                .extracting(GroupView.Member::credential)
                .extracting(credential -> ((Credential.Basic) credential).identity())
                .containsExactly(
                        Opaque.of("moderator".getBytes(UTF_8)),
                        Opaque.of("anna".getBytes(UTF_8)),
                        Opaque.of("berta".getBytes(UTF_8)),
                        Opaque.of("carla".getBytes(UTF_8)));
        assertThat(view.nodes()).hasSize(7);
        assertThat(view.nodes().get(3).unmergedLeaves()).containsExactly(3);
        assertThat(view.nodes().get(5).isBlank()).isTrue();
        assertThat(view.code()).matches("(\\d{5} ){5}\\d{5}").isEqualTo(carla.view().code());
        assertThat(berta.view().code()).isNotEqualTo(view.code());
        assertThat(carla.view().nodes()).isEqualTo(view.nodes());
        assertThat(unused.view().epoch()).isEqualTo(1);
    }

    @Test
    void itShowsWhoCameWhenAsFarAsWeHaveSeenIt() throws RefusedException {
        MlsGroup moderator =
                MlsGroup.create(
                        rules, Opaque.of((byte) 1), Client.of(SUITE, "moderator").keyPackage());
        add(moderator, "anna", CommitOptions.DEFAULT);
        MlsGroup berta =
                add(moderator, "berta", CommitOptions.DEFAULT.with(CommitOptions.Path.ALWAYS));

        assertThat(moderator.view().members())
                .extracting(GroupView.Member::since)
                .containsExactly(since(0, 2), since(1, 1), since(2, 2));
        assertThat(berta.view().members())
                .extracting(GroupView.Member::since)
                .containsExactly(History.Since.BEFORE_US, History.Since.BEFORE_US, since(2, 2));
        assertThat(moderator.view().members())
                .extracting(GroupView.Member::expires)
                .extracting(Optional::isPresent)
                .containsExactly(false, true, true);
    }

    private static History.Since since(long member, long keys) {
        return new History.Since(Optional.of(member), Optional.of(keys));
    }

    @Test
    void itTellsWhatTheLastCommitsDidAndWhatIsProposed() throws RefusedException {
        var limits = new Limits(1_000_000, 10, 10, 10, 10, 3, 3);
        var few =
                new GroupRules(
                        SUITE,
                        new AnyCredential(),
                        limits,
                        PskStore.NONE,
                        InstantSource.fixed(NOW));
        MlsGroup moderator =
                MlsGroup.create(
                        few, Opaque.of((byte) 1), Client.of(SUITE, "moderator").keyPackage());
        add(moderator, "anna", CommitOptions.DEFAULT);
        add(moderator, "berta", CommitOptions.DEFAULT);
        OwnKeyPackage again = Client.of(SUITE, "anna").keyPackage();
        moderator.merge(
                moderator
                        .commit(
                                List.of(
                                        new Proposal.Remove(1),
                                        new Proposal.Add(again.keyPackage())),
                                CommitOptions.DEFAULT)
                        .next());
        var successor = SigningIdentity.generate(SUITE, basic("moderator, renewed"));
        moderator.merge(moderator.commit(List.of(), CommitOptions.DEFAULT.with(successor)).next());
        moderator.propose(new Proposal.Remove(2), WireFormat.PUBLIC_MESSAGE);

        GroupView view = moderator.view();

        assertThat(view.history())
                .containsExactly(
                        entry(2, "moderator", false, new Change.Added(2, basic("berta"))),
                        entry(
                                3,
                                "moderator",
                                true,
                                new Change.Removed(1, basic("anna")),
                                new Change.Added(1, basic("anna"))),
                        entry(
                                4,
                                "moderator",
                                true,
                                new Change.Succeeded(
                                        0, basic("moderator"), basic("moderator, renewed"))));
        assertThat(view.pending())
                .extracting(GroupView.Pending::proposal)
                .containsExactly(new Proposal.Remove(2));
    }

    private static History.Entry entry(long epoch, String by, boolean path, Change... changes) {
        return new History.Entry(
                new CommitSummary(epoch, 0, basic(by), path, List.of(changes)), NOW);
    }

    private static Credential basic(String name) {
        return new Credential.Basic(Opaque.of(name.getBytes(UTF_8)));
    }
}
