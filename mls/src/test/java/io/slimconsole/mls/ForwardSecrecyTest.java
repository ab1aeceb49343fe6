package io.slimconsole.mls;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.mls.crypto.Secret;
import io.slimconsole.mls.framing.MlsMessage;
import io.slimconsole.mls.framing.Proposal;
import io.slimconsole.mls.group.CommitOptions;
import io.slimconsole.mls.group.CommitResult;
import io.slimconsole.mls.group.GroupRules;
import io.slimconsole.mls.group.OwnKeyPackage;
import io.slimconsole.mls.group.ProcessedMessage;
import io.slimconsole.mls.group.RefusedException;
import io.slimconsole.mls.kit.AnyCredential;
import io.slimconsole.mls.kit.Client;
import io.slimconsole.mls.kit.Reachable;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Who takes the memory of a member learns nothing of what was said before: what is not needed any more is not there any
/// more, and was overwritten before it went.
final class ForwardSecrecyTest {
    private static final CipherSuite SUITE = CipherSuite.MLS_128_DHKEMP256_AES128GCM_SHA256_P256;
    private static final CommitOptions WITH_PATH =
            CommitOptions.DEFAULT.with(CommitOptions.Path.ALWAYS);

    private final GroupRules rules = new GroupRules(SUITE, new AnyCredential());
    private final List<MlsGroup> members = new ArrayList<>();

    ForwardSecrecyTest() throws RefusedException {
        MlsGroup moderator =
                MlsGroup.create(
                        rules,
                        Opaque.of("a group".getBytes(UTF_8)),
                        Client.of(SUITE, "moderator").keyPackage());
        members.add(moderator);
        for (String name : List.of("anna", "berta", "carla")) {
            OwnKeyPackage own = Client.of(SUITE, name).keyPackage();
            CommitResult added =
                    moderator.commit(List.of(new Proposal.Add(own.keyPackage())), WITH_PATH);
            all(moderator, added);
            members.add(
                    MlsGroup.join(
                            rules, added.welcome().orElseThrow().encoded(), own, Optional.empty()));
        }
    }

    private void all(MlsGroup committer, CommitResult result) {
        for (MlsGroup member : members) {
            if (member == committer) {
                member.merge(result.next());
            } else {
                assertThat(member.process(result.commit()))
                        .isInstanceOfSatisfying(
                                ProcessedMessage.Commit.class, each -> member.merge(each.next()));
            }
        }
    }

    private void everybodySpeaks() {
        for (MlsGroup speaker : members) {
            MlsMessage said = speaker.encrypt(new byte[] {1}, Opaque.EMPTY, 0);
            for (MlsGroup listener : members) {
                if (listener != speaker) {
                    assertThat(listener.process(said))
                            .isInstanceOf(ProcessedMessage.Application.class);
                }
            }
        }
    }

    @Test
    void asMuchIsLeftAfterTwentySilentEpochsAsAfterFive() throws RefusedException {
        everybodySpeaks();
        for (int i = 0; i < 5; i++) {
            all(members.get(i % 4), members.get(i % 4).commit(List.of(), WITH_PATH));
        }
        MlsGroup anna = members.get(1);
        int afterFive = Reachable.secrets(anna).size();

        for (int i = 5; i < 25; i++) {
            all(members.get(i % 4), members.get(i % 4).commit(List.of(), WITH_PATH));
        }

        assertThat(Reachable.secrets(anna)).hasSize(afterFive);
    }

    @Test
    void whatIsNotNeededAnyMoreWasOverwritten() throws RefusedException {
        for (int i = 0; i < 12; i++) {
            everybodySpeaks();
            var before = new ArrayList<Set<Secret>>();
            for (MlsGroup member : members) {
                before.add(Reachable.secrets(member));
            }
            MlsGroup committer = members.get(i % 4);
            committer.commit(List.of(), WITH_PATH); // which goes nowhere
            all(committer, committer.commit(List.of(), WITH_PATH));
            for (int j = 0; j < members.size(); j++) {
                Set<Secret> after = Reachable.secrets(members.get(j));
                assertThat(before.get(j))
                        .as("secrets of member %d in epoch %d", j, committer.epoch())
                        .allSatisfy(
                                secret ->
                                        assertThat(secret.isWiped() || after.contains(secret))
                                                .isTrue());
            }
        }
    }

    @Test
    void theKeyOfAMessageIsGoneOnceItWasRead() {
        MlsGroup anna = members.get(1);
        MlsMessage said = members.getFirst().encrypt(new byte[] {1}, Opaque.EMPTY, 0);
        Set<Secret> before = Reachable.secrets(anna);

        assertThat(anna.process(said)).isInstanceOf(ProcessedMessage.Application.class);

        Set<Secret> after = Reachable.secrets(anna);
        assertThat(before).filteredOn(secret -> !after.contains(secret)).isNotEmpty();
        assertThat(before)
                .filteredOn(secret -> !after.contains(secret))
                .allSatisfy(secret -> assertThat(secret.isWiped()).isTrue());
    }

    @Test
    void noSecretIsPrinted() throws RefusedException {
        MlsGroup moderator = members.getFirst();
        CommitResult result = moderator.commit(List.of(), WITH_PATH);
        ProcessedMessage processed = members.get(1).process(result.commit());
        var secrets = new ArrayList<>(Reachable.secrets(moderator));
        secrets.addAll(Reachable.secrets(result));
        secrets.addAll(Reachable.secrets(members.get(1)));
        secrets.addAll(Reachable.secrets(processed));

        String printed =
                "%s %s %s %s %s"
                        .formatted(
                                moderator,
                                moderator.current(),
                                result,
                                processed,
                                moderator.view());

        assertThat(secrets).hasSizeGreaterThan(50);
        assertThat(secrets)
                .extracting(secret -> HexFormat.of().formatHex(secret.disclose()))
                .noneMatch(printed::contains);
    }

    @Test
    void nothingIsLeftOfAClosedGroup() throws RefusedException {
        everybodySpeaks();
        all(members.getFirst(), members.getFirst().commit(List.of(), WITH_PATH));
        everybodySpeaks();
        for (MlsGroup member : members) {
            Set<Secret> before = Reachable.secrets(member);

            member.close();

            assertThat(before).isNotEmpty();
            assertThat(before).allSatisfy(secret -> assertThat(secret.isWiped()).isTrue());
        }
    }
}
