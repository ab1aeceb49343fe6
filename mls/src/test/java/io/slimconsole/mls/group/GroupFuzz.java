package io.slimconsole.mls.group;

import static io.slimconsole.mls.group.Trio.OPTIONS;
import static io.slimconsole.mls.group.Trio.RULES;
import static io.slimconsole.mls.group.Trio.SUITE;
import static io.slimconsole.mls.group.Trio.WITH_PATH;
import static io.slimconsole.mls.group.Trio.psk;

import io.slimconsole.mls.MlsGroup;
import io.slimconsole.mls.codec.DecodeException;
import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.codec.Reader;
import io.slimconsole.mls.codec.Writer;
import io.slimconsole.mls.framing.Commit;
import io.slimconsole.mls.framing.Content;
import io.slimconsole.mls.framing.FramedContent;
import io.slimconsole.mls.framing.GroupInfo;
import io.slimconsole.mls.framing.KeyPackage;
import io.slimconsole.mls.framing.MlsMessage;
import io.slimconsole.mls.framing.Proposal;
import io.slimconsole.mls.framing.ProposalOrRef;
import io.slimconsole.mls.framing.PublicMessage;
import io.slimconsole.mls.framing.Welcome;
import io.slimconsole.mls.kit.Allocation;
import io.slimconsole.mls.kit.InMemoryGroupStateStore;
import io.slimconsole.mls.kit.SettledRandomness;
import io.slimconsole.mls.kit.TestCipher;
import io.slimconsole.mls.state.GroupStorage;
import io.slimconsole.mls.state.RestoreException;
import io.slimconsole.mls.tree.LeafNode;
import io.slimconsole.mls.tree.RatchetTree;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A live group, for a fuzzer that looks for ways through it. The first byte says what the others are: a message as it
/// comes, or what a hostile member then signs, tags and encrypts. See [FuzzTest].
///
/// The group refuses or accepts, and throws nothing; what it refuses leaves it as it was; what the moderator can commit,
/// anna follows. All keys are the same each time.
public final class GroupFuzz {
    private static final int MESSAGE = 0;
    // 1 to 3: the type of an encrypted content
    private static final int FRAMED_CONTENT = 4;
    private static final int GROUP_SECRETS = 5;
    private static final int GROUP_INFO = 6;
    private static final int TREE = 7;
    private static final int LEAF = 8;
    private static final int KEY_PACKAGE = 9;

    /// There is one, for as long as the process runs: a fuzzer has no other way to hand it on.
    private static GroupFuzz instance;

    private final Trio trio = new Trio();
    private final GroupStorage storage =
            new GroupStorage(new InMemoryGroupStateStore(), new TestCipher());
    private final Opaque groupId = trio.anna.current().context().groupId();
    private final byte[] annasState;
    private final Opaque confirmationTag;
    private final HostileWelcome welcome;
    private MlsGroup anna;
    private Unmoved unmoved;

    private GroupFuzz(FuzzSeeds seeds) throws RefusedException, RestoreException {
        Epoch epoch = trio.anna.current();
        annasState =
                new Writer()
                        .uint16(SUITE.id())
                        .struct(
                                new GroupSnapshot(
                                        epoch,
                                        List.of(),
                                        Map.of(),
                                        List.of(),
                                        History.begin(epoch),
                                        Map.of()))
                        .toByteArray();
        startAnew();

        CommitResult commit =
                trio.moderator.commit(
                        List.of(
                                new Proposal.Remove(2),
                                new Proposal.Add(trio.carla.keyPackage()),
                                new Proposal.PreSharedKey(psk("known", SUITE.hashLength()))),
                        WITH_PATH);
        CommitResult added = trio.addCarla(WITH_PATH);
        PublicMessage message = HostileMember.publicMessage(commit.commit());
        confirmationTag = message.auth().confirmationTag().orElseThrow();
        welcome =
                HostileWelcome.open(
                        (Welcome) added.welcome().orElseThrow().body(), trio.carla, trio.hostile);

        seeds.add(MESSAGE, commit.commit().encoded());
        seeds.add(FRAMED_CONTENT, message.content().encoded());
        for (Content content :
                List.of(
                        new Content.Application(Opaque.of(new byte[10])),
                        new Content.OfProposal(new Proposal.Add(trio.carla.keyPackage())),
                        message.content().content())) {
            seeds.add(
                    content.type(),
                    HostileMember.privateContent(trio.hostile.signedPrivately(content)));
            seeds.add(MESSAGE, new MlsMessage(trio.hostile.seal(content)).encoded());
            seeds.add(FRAMED_CONTENT, trio.hostile.frame(content).encoded());
        }
        seeds.add(GROUP_SECRETS, welcome.secrets().encoded());
        seeds.add(GROUP_INFO, welcome.content());
        seeds.add(TREE, added.next().tree().encoded());
        seeds.add(LEAF, trio.carla.keyPackage().leafNode().encoded());
        seeds.add(KEY_PACKAGE, trio.carla.keyPackage().encoded());
    }

    private void startAnew() throws RestoreException {
        storage.save(groupId, annasState.clone());
        anna = MlsGroup.restore(RULES.storedIn(storage), groupId);
        unmoved = new Unmoved(anna);
    }

    /// By the fuzzer, once.
    public static void fuzzerInitialize() throws RefusedException, RestoreException {
        SettledRandomness.install();
        instance = new GroupFuzz(new FuzzSeeds());
    }

    /// By the fuzzer, over and over.
    public static void fuzzerTestOneInput(byte[] input) throws RestoreException {
        if (input.length == 0) {
            return;
        }
        byte[] bytes = Arrays.copyOfRange(input, 1, input.length);
        try {
            instance.run(input[0], bytes);
        } catch (Allocation.ExceededError _) {
            // it may have been the fuzzer, which changes each class as it is loaded; that happens
            // once
            instance.startAnew();
            instance.run(input[0], bytes);
        }
    }

    private void run(int target, byte[] bytes) throws RestoreException {
        switch (target) {
            case MESSAGE -> process(bytes);
            case Content.APPLICATION, Content.PROPOSAL, Content.COMMIT ->
                    process(new MlsMessage(trio.hostile.seal(target, 0, bytes)).encoded());
            case FRAMED_CONTENT -> process(trio.hostile.say(bytes, tag(bytes)));
            case GROUP_SECRETS -> join(welcome.sealed(bytes, welcome.info().encoded()));
            case GROUP_INFO ->
                    join(welcome.sealed(welcome.secrets().encoded(), welcome.signed(bytes)));
            case TREE -> join(welcome.sealed(welcome.secrets(), with(bytes)));
            case LEAF -> decoded(bytes, LeafNode::read).map(this::withLeaf).ifPresent(this::add);
            case KEY_PACKAGE ->
                    decoded(bytes, KeyPackage::read)
                            .map(each -> each.signed(SUITE, trio.carla.signer()))
                            .ifPresent(this::add);
            default -> {
                // nothing: the fuzzer learns which bytes count
            }
        }
        if (unmoved == null) {
            startAnew();
        }
    }

    /// @return what became of it; a group that has taken something is not used again
    private ProcessedMessage process(byte[] message) {
        ProcessedMessage result = unmoved.process("a message", message);
        if (result instanceof ProcessedMessage.Rejected) {
            unmoved.staysAsItWas("a message that was refused");
        } else {
            unmoved = null;
        }
        return result;
    }

    private Optional<Opaque> tag(byte[] framedContent) {
        return decoded(framedContent, FramedContent::read)
                .filter(content -> content.content() instanceof Content.OfCommit)
                .map(_ -> confirmationTag);
    }

    private static <T> Optional<T> decoded(byte[] bytes, Reader.Structure<T> structure) {
        try {
            return Optional.of(Reader.decode(bytes, structure));
        } catch (DecodeException _) {
            return Optional.empty();
        }
    }

    private void join(Welcome forged) {
        byte[] message = new MlsMessage(forged).encoded();
        Unmoved.bounded(
                "a Welcome",
                message.length,
                () -> {
                    try {
                        MlsGroup.join(RULES, message, trio.carla, Optional.empty()).close();
                    } catch (RefusedException _) {
                        return false;
                    }
                    return true;
                });
    }

    private GroupInfo with(byte[] tree) {
        Opaque treeHash =
                decoded(tree, in -> RatchetTree.read(SUITE, in))
                        .map(RatchetTree::treeHash)
                        .orElse(welcome.info().groupContext().treeHash());
        return welcome.with(welcome.context(SUITE.id(), treeHash), Opaque.of(tree));
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

    private void add(KeyPackage keyPackage) {
        var add = new Proposal.Add(keyPackage);
        try {
            MlsMessage commit = trio.moderator.commit(List.of(add), OPTIONS).commit();
            ProcessedMessage followed = process(commit.encoded());
            if (!(followed instanceof ProcessedMessage.Commit)) {
                throw new AssertionError("the moderator commits it, and anna: " + followed);
            }
        } catch (RefusedException _) {
            var forged = new Commit(List.of(new ProposalOrRef.Value(add)), Optional.empty());
            process(trio.hostile.say(new Content.OfCommit(forged)).encoded());
        }
    }
}
