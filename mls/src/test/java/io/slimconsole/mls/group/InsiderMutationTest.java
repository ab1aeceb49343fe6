package io.slimconsole.mls.group;

import static io.slimconsole.mls.group.Trio.SUITE;
import static io.slimconsole.mls.group.Trio.WITH_PATH;
import static io.slimconsole.mls.group.Trio.psk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.slimconsole.mls.codec.DecodeException;
import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.codec.Reader;
import io.slimconsole.mls.codec.Writer;
import io.slimconsole.mls.framing.AuthenticatedContent;
import io.slimconsole.mls.framing.Commit;
import io.slimconsole.mls.framing.Content;
import io.slimconsole.mls.framing.KeyPackage;
import io.slimconsole.mls.framing.MlsMessage;
import io.slimconsole.mls.framing.PrivateMessage;
import io.slimconsole.mls.framing.Proposal;
import io.slimconsole.mls.framing.ProposalOrRef;
import io.slimconsole.mls.framing.PublicMessage;
import io.slimconsole.mls.kit.Grammar;
import io.slimconsole.mls.kit.Mutants;
import io.slimconsole.mls.schedule.MessageKeyUse;
import io.slimconsole.mls.tree.Extension;
import io.slimconsole.mls.tree.LeafNode;
import io.slimconsole.mls.tree.LeafSource;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;
import java.util.Optional;

/// What a hostile member says, who changes a structure in every way that there is, and then signs, tags and encrypts it
/// as if it were right.
///
/// Some of it is right then, and accepted: see each test.
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class InsiderMutationTest {
    private static final GroupRules MANY_PROPOSALS =
            new GroupRules(
                    SUITE,
                    Trio.RULES.policy(),
                    new Limits(4_000_000, 100, 10_000, 1_024, 1_024, 3, 4),
                    Trio.RULES.psks(),
                    Trio.RULES.clock());

    private Trio trio;

    @BeforeEach
    void threeMembers() throws RefusedException {
        trio = new Trio();
    }

    // ---- in public

    /// Nobody but those who know the next epoch makes its confirmation tag. Who is named in a Remove is out all the same:
    /// it can't know that epoch.
    @Test
    void noMutantOfACommitIsFollowed() throws RefusedException {
        MlsMessage genuine =
                trio.moderator
                        .commit(
                                List.of(
                                        new Proposal.Remove(2),
                                        new Proposal.Add(trio.carla.keyPackage()),
                                        new Proposal.PreSharedKey(psk("known", 32))),
                                WITH_PATH)
                        .commit();
        PublicMessage message = HostileMember.publicMessage(genuine);
        var anna = new Unmoved(trio.anna);

        Mutants.ofStructure(
                Grammar.FRAMED_CONTENT.parse(message.content().encoded()),
                (what, mutant) -> {
                    byte[] forged = trio.hostile.say(mutant, message.auth().confirmationTag());
                    ProcessedMessage result = anna.process(what, forged);
                    if (!(result instanceof ProcessedMessage.Rejected)
                            && !(result instanceof ProcessedMessage.RemovedUs
                                    && what.endsWith("removed is 00000001"))) {
                        fail("%s: %s", what, result);
                    }
                    anna.staysAsItWas(what);
                });

        anna.accepts(genuine);
    }

    enum Proposed {
        ADD {
            @Override
            Proposal of(Trio trio) {
                return new Proposal.Add(trio.carla.keyPackage());
            }
        },
        UPDATE {
            @Override
            Proposal of(Trio trio) {
                Epoch epoch = trio.hostile.epoch();
                LeafNode old = epoch.tree().leaf(0).orElseThrow();
                var leaf =
                        new LeafNode(
                                Opaque.of(SUITE.generateKeyPair().publicKey()),
                                old.signatureKey(),
                                old.credential(),
                                old.capabilities(),
                                new LeafSource.Update(),
                                old.extensions(),
                                Opaque.EMPTY);
                return new Proposal.Update(
                        leaf.signed(SUITE, epoch.signer(), epoch.context().groupId(), 0));
            }
        },
        REMOVE {
            @Override
            Proposal of(Trio trio) {
                return new Proposal.Remove(2);
            }
        },
        PRE_SHARED_KEY {
            @Override
            Proposal of(Trio trio) {
                return new Proposal.PreSharedKey(psk("known", 32));
            }
        },
        RE_INIT {
            @Override
            Proposal of(Trio trio) {
                return new Proposal.ReInit(
                        Opaque.of((byte) 1),
                        1,
                        SUITE.id(),
                        List.of(new Extension(Extension.APPLICATION_ID, Opaque.EMPTY)));
            }
        },
        EXTERNAL_INIT {
            @Override
            Proposal of(Trio trio) {
                return new Proposal.ExternalInit(Opaque.of((byte) 1));
            }
        },
        GROUP_CONTEXT_EXTENSIONS {
            @Override
            Proposal of(Trio trio) {
                // one extension, no proposals, one credential
                Opaque required = Opaque.of((byte) 2, (byte) 0, (byte) 1, (byte) 0, (byte) 2);
                return new Proposal.GroupContextExtensions(
                        List.of(
                                new Extension(Extension.REQUIRED_CAPABILITIES, required),
                                new Extension(Extension.APPLICATION_ID, Opaque.EMPTY)));
            }
        };

        abstract Proposal of(Trio trio);
    }

    /// A proposal that can be read is kept, whatever it asks for: whether it may be done is asked by who commits it. What
    /// may not, goes into no commit of ours, and stops none.
    @ParameterizedTest
    @EnumSource
    void noMutantOfAProposalStopsOurCommits(Proposed proposed) throws RefusedException {
        trio = new Trio(MANY_PROPOSALS);
        byte[] genuine = trio.hostile.frame(new Content.OfProposal(proposed.of(trio))).encoded();
        var anna = new Unmoved(trio.anna);
        int[] kept = {0};

        Mutants.ofStructure(
                Grammar.FRAMED_CONTENT.parse(genuine),
                (what, mutant) -> {
                    ProcessedMessage result =
                            anna.process(what, trio.hostile.say(mutant, Optional.empty()));
                    if (result instanceof ProcessedMessage.Proposed) {
                        kept[0]++;
                    } else if (!(result instanceof ProcessedMessage.Rejected)) {
                        fail("%s: %s", what, result);
                    }
                    anna.staysAsItWas(what);
                });

        MlsMessage commit = trio.anna.commit(List.of(), WITH_PATH).commit();
        assertThat(HostileMember.commitIn(commit).proposals()).hasSizeLessThan(kept[0]);
    }

    // ---- in private

    enum Encrypted {
        APPLICATION {
            @Override
            Content of(Trio trio) {
                return new Content.Application(Opaque.of(new byte[100]));
            }

            @Override
            Grammar body() {
                return Grammar.opaque("application");
            }
        },
        PROPOSAL {
            @Override
            Content of(Trio trio) {
                return new Content.OfProposal(new Proposal.Remove(2));
            }

            @Override
            Grammar body() {
                return Grammar.PROPOSAL;
            }
        },
        COMMIT {
            @Override
            Content of(Trio trio) throws RefusedException {
                return new Content.OfCommit(
                        HostileMember.commitIn(trio.addCarla(WITH_PATH).commit()));
            }

            @Override
            Grammar body() {
                return Grammar.COMMIT;
            }
        };

        abstract Content of(Trio trio) throws RefusedException;

        abstract Grammar body();

        Grammar content() {
            return Grammar.struct(
                    "content", body(), Grammar.rest("auth", Grammar.opaque("signature_or_tag")));
        }
    }

    /// Padding alone is no matter of anybody's signature: see [#paddingIsAnybodys].
    @ParameterizedTest
    @EnumSource
    void noMutantOfAnEncryptedContentIsTaken(Encrypted encrypted) throws RefusedException {
        Content content = encrypted.of(trio);
        AuthenticatedContent signed = trio.hostile.signedPrivately(content);
        var anna = new Unmoved(trio.anna);

        Mutants.ofStructure(
                encrypted.content().parse(HostileMember.privateContent(signed)),
                (what, mutant) ->
                        anna.refuses(
                                what,
                                new MlsMessage(trio.hostile.seal(content.type(), 0, mutant))
                                        .encoded()));

        anna.accepts(trio.moderator.encrypt(new byte[1], Opaque.EMPTY, 0));
    }

    @Test
    void paddingIsAnybodys() {
        var content = new Content.Application(Opaque.of((byte) 1));
        byte[] plaintext = HostileMember.privateContent(trio.hostile.signedPrivately(content));
        byte[] padded = new Writer().raw(plaintext).raw(new byte[1_000]).toByteArray();

        assertThat(trio.anna.process(new MlsMessage(trio.hostile.seal(1, 0, padded))))
                .isEqualTo(
                        new ProcessedMessage.Application(
                                0, trio.anna.epoch(), Opaque.EMPTY, content.data()));
    }

    @Test
    void noMutantOfTheSenderDataIsTaken() throws RefusedException {
        AuthenticatedContent signed =
                trio.hostile.signedPrivately(new Content.Application(Opaque.EMPTY));
        MessageKeyUse use = trio.hostile.nextKey(Content.APPLICATION, 0);
        byte[] genuine = HostileMember.senderData(0, use.generation());
        byte[] content = HostileMember.privateContent(signed);
        var anna = new Unmoved(trio.anna);

        Mutants.ofStructure(
                Grammar.SENDER_DATA.parse(genuine),
                (what, mutant) -> anna.refuses(what, sealed(use, mutant, content)));
        Mutants.ofBytes(
                genuine, (what, mutant) -> anna.refuses(what, sealed(use, mutant, content)));

        anna.accepts(new MlsMessage(trio.hostile.seal(signed.content().content())));
    }

    private byte[] sealed(MessageKeyUse use, byte[] senderData, byte[] content) {
        PrivateMessage message =
                trio.hostile.seal(Content.APPLICATION, use.key(), senderData, content);
        return new MlsMessage(message).encoded();
    }

    // ---- key packages, signed by who made them

    /// What the moderator can still commit, all others follow.
    @Test
    void noMutantOfAKeyPackageDividesTheGroup() throws RefusedException {
        KeyPackage genuine = trio.carla.keyPackage();
        var anna = new Unmoved(trio.anna);

        Mutants.ofStructure(
                Grammar.LEAF_NODE.parse(genuine.leafNode().encoded()),
                (what, mutant) -> {
                    Optional<LeafNode> leaf = decoded(mutant, LeafNode::read);
                    leaf.map(this::withLeaf).ifPresent(each -> added(what, each, anna));
                });
        Mutants.ofStructure(
                Grammar.KEY_PACKAGE.parse(genuine.encoded()),
                (what, mutant) ->
                        decoded(mutant, KeyPackage::read)
                                .map(each -> each.signed(SUITE, trio.carla.signer()))
                                .ifPresent(each -> added(what, each, anna)));

        anna.accepts(trio.addCarla(WITH_PATH).commit());
    }

    private static <T> Optional<T> decoded(byte[] bytes, Reader.Structure<T> structure) {
        try {
            return Optional.of(Reader.decode(bytes, structure));
        } catch (DecodeException _) {
            return Optional.empty();
        }
    }

    private KeyPackage withLeaf(LeafNode leaf) {
        KeyPackage good = trio.carla.keyPackage();
        return new KeyPackage(
                        good.cipherSuite(),
                        good.initKey(),
                        leaf.signed(SUITE, trio.carla.signer(), Opaque.EMPTY, 0),
                        good.extensions(),
                        Opaque.EMPTY)
                .signed(SUITE, trio.carla.signer());
    }

    /// The moderator refuses it, or anna follows.
    private void added(String what, KeyPackage keyPackage, Unmoved anna) {
        var add = new Proposal.Add(keyPackage);
        MlsMessage commit;
        try {
            commit = trio.moderator.commit(List.of(add), Trio.OPTIONS).commit();
        } catch (RefusedException _) {
            commit =
                    trio.hostile.say(
                            new Content.OfCommit(
                                    new Commit(
                                            List.of(new ProposalOrRef.Value(add)),
                                            Optional.empty())));
            anna.refuses(what, commit.encoded());
            return;
        }
        ProcessedMessage result = anna.process(what, commit.encoded());
        if (!(result instanceof ProcessedMessage.Commit)) {
            fail("%s: %s", what, result);
        }
        anna.staysAsItWas(what);
    }
}
