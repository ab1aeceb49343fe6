package io.slimconsole.mls.group;

import static io.slimconsole.mls.group.Trio.RULES;
import static io.slimconsole.mls.group.Trio.SUITE;
import static io.slimconsole.mls.group.Trio.WITH_PATH;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.slimconsole.mls.MlsGroup;
import io.slimconsole.mls.codec.DecodeException;
import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.codec.Reader;
import io.slimconsole.mls.framing.GroupInfo;
import io.slimconsole.mls.framing.KeyPackage;
import io.slimconsole.mls.framing.MlsMessage;
import io.slimconsole.mls.framing.Proposal;
import io.slimconsole.mls.framing.Welcome;
import io.slimconsole.mls.framing.WireFormat;
import io.slimconsole.mls.kit.Client;
import io.slimconsole.mls.kit.Grammar;
import io.slimconsole.mls.kit.Mutants;
import io.slimconsole.mls.tree.RatchetTree;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What comes before there is a group, changed in every way that there is: Welcomes, ratchet trees, key packages.
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class WelcomeMutationTest {
    private static final GroupRules LARGER =
            new GroupRules(
                    SUITE,
                    RULES.policy(),
                    new Limits(4_000_000, 10, 10, 1_024, 1_024, 3, 4),
                    RULES.psks(),
                    RULES.clock());

    private final OwnKeyPackage dora = Client.of(SUITE, "dora").keyPackage();
    private Trio trio;
    private CommitResult added;
    private Welcome genuine;
    private HostileWelcome hostile;

    @BeforeEach
    void carlaIsAdded() throws RefusedException {
        trio = new Trio(LARGER);
        welcomed(WITH_PATH, trio.carla);
    }

    private void welcomed(CommitOptions options, OwnKeyPackage... joining) throws RefusedException {
        List<Proposal> adds =
                Arrays.stream(joining)
                        .<Proposal>map(own -> new Proposal.Add(own.keyPackage()))
                        .toList();
        added = trio.moderator.commit(adds, options);
        genuine = (Welcome) added.welcome().orElseThrow().body();
        hostile = HostileWelcome.open(genuine, trio.carla, trio.hostile);
    }

    /// Carla's group; null where she refuses.
    private @Nullable MlsGroup join(String what, byte[] message, Optional<Opaque> tree) {
        return Unmoved.bounded(
                what,
                message.length + tree.map(Opaque::size).orElse(0),
                () -> {
                    try {
                        return MlsMessage.decode(message).body() instanceof Welcome welcome
                                ? MlsGroup.join(LARGER, welcome, trio.carla, tree)
                                : null;
                    } catch (DecodeException | RefusedException _) {
                        return null;
                    }
                });
    }

    private void refuses(String what, Welcome welcome) {
        if (join(what, new MlsMessage(welcome).encoded(), Optional.empty()) != null) {
            fail("%s: joined", what);
        }
    }

    private void accepts(Welcome welcome, Optional<Opaque> tree) throws RefusedException {
        MlsGroup joined = MlsGroup.join(LARGER, welcome, trio.carla, tree);

        assertThat(joined.epochAuthenticator())
                .isEqualTo(added.next().secrets().epochAuthenticator().disclose());
    }

    // ---- by somebody without keys

    /// What is sealed for other joiners is theirs to notice: a Welcome changed there is good for us.
    @Test
    void noMutantOfAWelcomeLeadsElsewhere() throws RefusedException {
        welcomed(WITH_PATH, trio.carla, dora);
        byte[] message = new MlsMessage(genuine).encoded();
        byte[] authenticator = added.next().secrets().epochAuthenticator().disclose();
        var joined = new ArrayList<String>();

        Mutants.ofStructure(
                Grammar.MESSAGE.parse(message),
                (what, mutant) -> {
                    MlsGroup group = join(what, mutant, Optional.empty());
                    if (group != null) {
                        joined.add(what);
                        assertThat(group.epochAuthenticator()).as(what).isEqualTo(authenticator);
                    }
                });

        assertThat(joined)
                .isNotEmpty()
                .allMatch(what -> what.contains("message.body.welcome.secrets"));
        accepts(genuine, Optional.empty());
    }

    @Test
    void noFlippedByteOfAWelcomeForOneIsAccepted() throws RefusedException {
        Mutants.ofBytes(
                new MlsMessage(genuine).encoded(),
                (what, mutant) -> {
                    if (join(what, mutant, Optional.empty()) != null) {
                        fail("%s: joined", what);
                    }
                });

        accepts(genuine, Optional.empty());
    }

    @Test
    void noMutantOfATreeThatComesBesideTheWelcomeIsAccepted() throws RefusedException {
        welcomed(
                new CommitOptions(
                        CommitOptions.Path.ALWAYS,
                        WireFormat.PUBLIC_MESSAGE,
                        false,
                        Opaque.EMPTY,
                        Optional.empty()),
                trio.carla);
        byte[] message = new MlsMessage(genuine).encoded();
        byte[] tree = added.next().tree().encoded();

        Mutants.ofStructure(
                Grammar.RATCHET_TREE.parse(tree), (what, mutant) -> refuses(what, message, mutant));
        Mutants.ofBytes(tree, (what, mutant) -> refuses(what, message, mutant));

        accepts(genuine, Optional.of(Opaque.of(tree)));
    }

    private void refuses(String what, byte[] message, byte[] tree) {
        if (join(what, message, Optional.of(Opaque.of(tree))) != null) {
            fail("%s: joined", what);
        }
    }

    @Test
    void noMutantOfAKeyPackageIsValid() throws RefusedException {
        byte[] message = new MlsMessage(dora.keyPackage()).encoded();

        Mutants.ofStructure(Grammar.MESSAGE.parse(message), this::isNotValid);
        Mutants.ofBytes(message, this::isNotValid);

        LARGER.validate(dora.keyPackage());
    }

    private void isNotValid(String what, byte[] mutant) {
        Unmoved.bounded(
                what,
                mutant.length,
                () -> {
                    try {
                        if (MlsMessage.decode(mutant).body() instanceof KeyPackage keyPackage) {
                            LARGER.validate(keyPackage);
                            fail("%s: valid", what);
                        }
                    } catch (DecodeException | RefusedException e) {
                        assertThat(e).isNotNull();
                    }
                    return what;
                });
    }

    // ---- by the member that sends it

    /// Who leaves the path secret out says that the commit had no path; it is the same group, in which the joiner has to
    /// wait for keys of inner nodes.
    @Test
    void noMutantOfTheSecretsLeadsElsewhere() throws RefusedException {
        byte[] info = hostile.info().encoded();
        byte[] authenticator = added.next().secrets().epochAuthenticator().disclose();
        var joined = new ArrayList<String>();

        Mutants.ofStructure(
                Grammar.GROUP_SECRETS.parse(hostile.secrets().encoded()),
                (what, mutant) -> {
                    byte[] message = new MlsMessage(hostile.sealed(mutant, info)).encoded();
                    MlsGroup group = join(what, message, Optional.empty());
                    if (group != null) {
                        joined.add(what);
                        assertThat(group.epochAuthenticator()).as(what).isEqualTo(authenticator);
                    }
                });

        assertThat(joined).containsExactly("no group_secrets.path_secret");
        accepts(genuine, Optional.empty());
    }

    @Test
    void noMutantOfTheGroupInfoIsAccepted() throws RefusedException {
        byte[] secrets = hostile.secrets().encoded();

        Mutants.ofStructure(
                Grammar.GROUP_INFO_CONTENT.parse(hostile.content()),
                (what, mutant) -> refuses(what, hostile.sealed(secrets, hostile.signed(mutant))));

        accepts(hostile.sealed(secrets, hostile.signed(hostile.content())), Optional.empty());
    }

    /// The context has the hash of the changed tree, where it has one.
    @Test
    void noMutantOfTheTreeIsAccepted() throws RefusedException {
        byte[] tree = added.next().tree().encoded();

        Mutants.ofStructure(
                Grammar.RATCHET_TREE.parse(tree),
                (what, mutant) -> refuses(what, hostile.sealed(hostile.secrets(), with(mutant))));

        accepts(genuine, Optional.empty());
    }

    private GroupInfo with(byte[] tree) {
        Opaque treeHash;
        try {
            treeHash = Reader.decode(tree, in -> RatchetTree.read(SUITE, in)).treeHash();
        } catch (DecodeException _) {
            treeHash = hostile.info().groupContext().treeHash();
        }
        return hostile.with(hostile.context(SUITE.id(), treeHash), Opaque.of(tree));
    }
}
