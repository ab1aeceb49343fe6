package io.slimconsole.mls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.mls.framing.MlsMessage;
import io.slimconsole.mls.framing.Proposal;
import io.slimconsole.mls.framing.Welcome;
import io.slimconsole.mls.framing.WireFormat;
import io.slimconsole.mls.group.Check;
import io.slimconsole.mls.group.CommitOptions;
import io.slimconsole.mls.group.CommitResult;
import io.slimconsole.mls.group.GroupRules;
import io.slimconsole.mls.group.OwnKeyPackage;
import io.slimconsole.mls.group.ProcessedMessage;
import io.slimconsole.mls.group.RefusedException;
import io.slimconsole.mls.group.SigningIdentity;
import io.slimconsole.mls.kit.AnyCredential;
import io.slimconsole.mls.kit.Client;
import io.slimconsole.mls.tree.Credential;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// Groups whose members are all ours.
final class MlsGroupTest {
    private static final CipherSuite SUITE = CipherSuite.MLS_128_DHKEMP256_AES128GCM_SHA256_P256;
    private static final Opaque GROUP_ID = Opaque.of("a group".getBytes(UTF_8));
    private static final CommitOptions OPTIONS = CommitOptions.DEFAULT;
    private static final List<CommitOptions.Path> PATHS = List.of(CommitOptions.Path.values());

    private final Map<String, MlsGroup> members = new LinkedHashMap<>();
    private GroupRules rules = new GroupRules(SUITE, new AnyCredential());

    static List<CipherSuite> suites() {
        return CipherSuite.all();
    }

    private MlsGroup create(String name) throws RefusedException {
        OwnKeyPackage own = Client.of(rules.suite(), name).keyPackage();
        MlsGroup group = MlsGroup.create(rules, GROUP_ID, own);
        members.put(name, group);
        return group;
    }

    private MlsGroup join(CommitResult result, OwnKeyPackage own) throws RefusedException {
        return MlsGroup.join(
                rules, (Welcome) result.welcome().orElseThrow().body(), own, Optional.empty());
    }

    /// All follow a commit of `committer`.
    private void follow(MlsGroup committer, CommitResult result) {
        byte[] message = result.commit().encoded();
        for (MlsGroup member : members.values()) {
            if (member != committer) {
                ProcessedMessage processed = member.process(message);
                assertThat(processed).isInstanceOf(ProcessedMessage.Commit.class);
                member.merge(((ProcessedMessage.Commit) processed).next());
            }
        }
        committer.merge(result.next());
    }

    private void add(MlsGroup committer, CommitOptions options, String... names)
            throws RefusedException {
        var joining = new LinkedHashMap<String, OwnKeyPackage>();
        var proposals = new ArrayList<Proposal>();
        for (String name : names) {
            OwnKeyPackage own = Client.of(rules.suite(), name).keyPackage();
            joining.put(name, own);
            proposals.add(new Proposal.Add(own.keyPackage()));
        }
        CommitResult result = committer.commit(proposals, options);
        follow(committer, result);
        for (var each : joining.entrySet()) {
            members.put(each.getKey(), join(result, each.getValue()));
        }
    }

    private void remove(MlsGroup committer, String name) throws RefusedException {
        MlsGroup removed = members.remove(name);
        CommitResult result =
                committer.commit(List.of(new Proposal.Remove(removed.ownLeaf())), OPTIONS);
        follow(committer, result);
        assertThat(removed.process(result.commit().encoded()))
                .isInstanceOf(ProcessedMessage.RemovedUs.class);
        assertThat(removed.process(say(committer, "after")))
                .isInstanceOf(ProcessedMessage.Rejected.class);
    }

    private static byte[] say(MlsGroup member, String text) {
        return member.encrypt(text.getBytes(UTF_8), Opaque.EMPTY, 16).encoded();
    }

    /// All are in one epoch and read each other.
    private void checkAgreement() {
        byte[] authenticator = members.values().iterator().next().epochAuthenticator();
        for (var speaker : members.entrySet()) {
            assertThat(speaker.getValue().epochAuthenticator()).isEqualTo(authenticator);
            byte[] message = say(speaker.getValue(), speaker.getKey());
            for (MlsGroup listener : members.values()) {
                if (listener != speaker.getValue()) {
                    assertThat(listener.process(message))
                            .isInstanceOfSatisfying(
                                    ProcessedMessage.Application.class,
                                    said ->
                                            assertThat(said.plaintext())
                                                    .isEqualTo(
                                                            Opaque.of(
                                                                    speaker.getKey()
                                                                            .getBytes(UTF_8))));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("suites")
    void membersComeAndGo(CipherSuite suite) throws RefusedException {
        rules = new GroupRules(suite, new AnyCredential());
        MlsGroup moderator = create("moderator");
        add(moderator, OPTIONS, "anna");
        checkAgreement();
        add(moderator, OPTIONS.with(CommitOptions.Path.ALWAYS), "berta", "carla");
        checkAgreement();
        remove(moderator, "anna");
        checkAgreement();
        add(moderator, OPTIONS.with(CommitOptions.Path.WHERE_UNMERGED), "dora");
        checkAgreement();
        add(members.get("berta"), OPTIONS.withHandshakes(WireFormat.PRIVATE_MESSAGE), "emma");
        checkAgreement();
    }

    @Test
    void aMemberIsRemovedAndAddedAgainByOneCommit() throws RefusedException {
        MlsGroup moderator = create("moderator");
        Client anna = Client.of(SUITE, "anna");
        OwnKeyPackage first = anna.keyPackage();
        CommitResult added =
                moderator.commit(List.of(new Proposal.Add(first.keyPackage())), OPTIONS);
        moderator.merge(added.next());
        members.put("anna", join(added, first));
        add(moderator, OPTIONS, "berta");

        OwnKeyPackage again = anna.keyPackage();
        int leaf = members.remove("anna").ownLeaf();
        CommitResult rejoin =
                moderator.commit(
                        List.of(new Proposal.Remove(leaf), new Proposal.Add(again.keyPackage())),
                        OPTIONS);
        follow(moderator, rejoin);
        members.put("anna", join(rejoin, again));

        checkAgreement();
    }

    @Test
    void aMemberChangesItsSignatureKey() throws RefusedException {
        MlsGroup moderator = create("moderator");
        add(moderator, OPTIONS, "anna", "berta");
        MlsGroup anna = members.get("anna");
        var successor =
                SigningIdentity.generate(
                        SUITE,
                        anna.current().tree().leaf(anna.ownLeaf()).orElseThrow().credential());

        follow(anna, anna.commit(List.of(), OPTIONS.with(successor)));

        checkAgreement();
        add(anna, OPTIONS, "carla");
        checkAgreement();
    }

    @Test
    void aLongWalkKeepsAllTogether() throws RefusedException {
        var random = new Random(9420);
        create("member 0");
        for (int step = 1; step <= 60; step++) {
            var names = new ArrayList<>(members.keySet());
            MlsGroup committer = members.get(names.get(random.nextInt(names.size())));
            CommitOptions options =
                    OPTIONS.with(PATHS.get(random.nextInt(PATHS.size())))
                            .withHandshakes(
                                    random.nextBoolean()
                                            ? WireFormat.PUBLIC_MESSAGE
                                            : WireFormat.PRIVATE_MESSAGE);
            String other = names.get(random.nextInt(names.size()));
            if (names.size() < 4 || random.nextInt(5) < 2) {
                add(committer, options, "member " + step);
            } else if (members.get(other) != committer && random.nextBoolean()) {
                remove(committer, other);
            } else {
                follow(committer, committer.commit(List.of(), options));
            }
            checkAgreement();
        }
    }

    @Test
    void messagesOfThreePastEpochsAreStillOpened() throws RefusedException {
        MlsGroup moderator = create("moderator");
        add(moderator, OPTIONS, "anna");
        MlsGroup anna = members.get("anna");
        var said = new ArrayList<byte[]>();
        for (int i = 0; i < 5; i++) {
            said.add(say(moderator, "in epoch " + i));
            follow(moderator, moderator.commit(List.of(), OPTIONS));
        }

        assertThat(anna.process(said.get(1)))
                .isEqualTo(
                        new ProcessedMessage.Rejected(
                                Check.EPOCH, "a message of epoch 2; the group is in 6"));
        assertThat(anna.process(said.get(2))).isInstanceOf(ProcessedMessage.Application.class);
        assertThat(anna.process(said.get(2)))
                .isEqualTo(
                        new ProcessedMessage.Rejected(
                                Check.GENERATION,
                                "the key of generation 0 was used, or it is too old"));
    }

    @Test
    void aLateMessageIsOfWhoWasAtTheLeafThen() throws RefusedException {
        MlsGroup moderator = create("moderator");
        add(moderator, OPTIONS, "anna");
        MlsGroup anna = members.get("anna");
        byte[] late = say(anna, "before I went");
        remove(moderator, "anna");
        add(moderator, OPTIONS, "berta");

        assertThat(members.get("berta").ownLeaf()).isEqualTo(anna.ownLeaf());
        assertThat(moderator.process(late))
                .isInstanceOfSatisfying(
                        ProcessedMessage.Application.class,
                        said ->
                                assertThat(moderator.credential(said))
                                        .contains(
                                                new Credential.Basic(
                                                        Opaque.of("anna".getBytes(UTF_8)))));
    }

    @Test
    void aCommitThatIsNotMergedChangesNothing() throws RefusedException {
        MlsGroup moderator = create("moderator");
        add(moderator, OPTIONS, "anna");
        MlsGroup anna = members.get("anna");
        CommitResult first = moderator.commit(List.of(), OPTIONS);
        CommitResult second = moderator.commit(List.of(), OPTIONS);

        assertThat(anna.process(first.commit())).isInstanceOf(ProcessedMessage.Commit.class);
        assertThat(anna.epoch()).isEqualTo(1);
        follow(moderator, second);
        checkAgreement();
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> moderator.merge(first.next()))
                .withMessage("epoch 2 does not follow 2");
    }

    @Test
    void nobodyIsAddedTwice() throws RefusedException {
        MlsGroup moderator = create("moderator");
        OwnKeyPackage anna = Client.of(SUITE, "anna").keyPackage();
        var twice =
                List.<Proposal>of(
                        new Proposal.Add(anna.keyPackage()), new Proposal.Add(anna.keyPackage()));

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> moderator.commit(twice, OPTIONS))
                .satisfies(e -> assertThat(e.check()).isEqualTo(Check.LEAF_KEY_UNIQUE));
        assertThat(moderator.epoch()).isZero();
    }

    @Test
    void everyDamagedByteOfAMessageIsRefusedAndTheMessageIsStillGood() throws RefusedException {
        MlsGroup moderator = create("moderator");
        add(moderator, OPTIONS, "anna", "berta");
        MlsGroup anna = members.get("anna");
        MlsMessage commit =
                moderator
                        .commit(
                                List.of(new Proposal.Remove(members.get("berta").ownLeaf())),
                                OPTIONS)
                        .commit();
        for (byte[] message : List.of(say(moderator, "hello"), commit.encoded())) {
            for (int i = 0; i < message.length; i++) {
                byte[] damaged = message.clone();
                damaged[i] ^= (byte) (1 << i % 8);
                assertThat(anna.process(damaged)).isInstanceOf(ProcessedMessage.Rejected.class);
            }
            assertThat(anna.process(message)).isNotInstanceOf(ProcessedMessage.Rejected.class);
        }
    }
}
