package io.slimconsole.mls;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.mls.framing.Proposal;
import io.slimconsole.mls.framing.Welcome;
import io.slimconsole.mls.group.CommitOptions;
import io.slimconsole.mls.group.CommitResult;
import io.slimconsole.mls.group.GroupRules;
import io.slimconsole.mls.group.OwnKeyPackage;
import io.slimconsole.mls.group.RefusedException;
import io.slimconsole.mls.kit.AnyCredential;
import io.slimconsole.mls.kit.Client;
import io.slimconsole.mls.tree.Credential;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

final class GroupViewTest {
    private static final CipherSuite SUITE = CipherSuite.MLS_128_DHKEMP256_AES128GCM_SHA256_P256;

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
        assertThat(carla.view().members()).isEqualTo(view.members());
        assertThat(unused.view().epoch()).isEqualTo(1);
    }
}
