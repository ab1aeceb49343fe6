package io.slimconsole.mls.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.slimconsole.mls.codec.DecodeException;
import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.codec.Reader;
import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.mls.crypto.CryptoException;
import io.slimconsole.mls.crypto.HpkeKeyPair;
import io.slimconsole.mls.crypto.Secret;
import io.slimconsole.mls.crypto.SignaturePrivateKey;
import io.slimconsole.mls.framing.GroupContext;
import io.slimconsole.mls.kit.Vectors;

import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

final class TreeKemTest {
    static List<Named<JsonNode>> vectors() {
        return Vectors.of("treekem.json");
    }

    private record Member(TreeKeys keys, SignaturePrivateKey signer) {}

    private static List<Member> members(JsonNode vector, RatchetTree tree) throws CryptoException {
        CipherSuite suite = tree.suite();
        var members = new ArrayList<Member>();
        for (JsonNode each : vector.get("leaves_private")) {
            int index = each.get("index").asInt();
            var leafKey = suite.hpkePrivateKey(Vectors.hex(each, "encryption_priv"));
            TreeKeys keys = TreeKeys.of(suite, index, leafKey);
            for (JsonNode known : each.get("path_secrets")) {
                HpkeKeyPair pair = PathSecrets.keyPair(suite, Vectors.secret(known, "path_secret"));
                int node = known.get("node").asInt();
                assertThat(Opaque.of(pair.publicKey())).isEqualTo(tree.encryptionKey(node));
                keys = keys.with(node, pair.privateKey());
            }
            members.add(
                    new Member(
                            keys, suite.signaturePrivateKey(Vectors.hex(each, "signature_priv"))));
        }
        return members;
    }

    private static byte[] context(JsonNode vector, RatchetTree tree) {
        return new GroupContext(
                        tree.suite().id(),
                        Vectors.opaque(vector, "group_id"),
                        vector.get("epoch").asLong(),
                        tree.treeHash(),
                        Vectors.opaque(vector, "confirmed_transcript_hash"),
                        List.of())
                .encoded();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void pathsAreOpenedAndMadeAsPublished(JsonNode vector)
            throws DecodeException, TreeKemException, CryptoException {
        RatchetTree tree =
                Reader.decode(
                        Vectors.hex(vector, "ratchet_tree"),
                        in -> RatchetTree.read(Vectors.suite(vector), in));
        List<Member> members = members(vector, tree);
        for (JsonNode each : vector.get("update_paths")) {
            int sender = each.get("sender").asInt();
            UpdatePath path = Reader.decode(Vectors.hex(each, "update_path"), UpdatePath::read);
            RatchetTree after =
                    tree.withPath(
                            sender,
                            path.leafNode(),
                            path.nodes().stream().map(UpdatePath.Step::encryptionKey).toList());

            assertThat(after.treeHash()).isEqualTo(Vectors.opaque(each, "tree_hash_after"));
            assertThat(path.leafNode().source())
                    .isEqualTo(new LeafSource.Commit(after.leafParentHash(sender)));
            assertThat(after.wrongParentHash()).isEmpty();
            for (Member member : members) {
                if (member.keys().leafIndex() != sender) {
                    Secret commitSecret =
                            member.keys()
                                    .open(after, sender, path, context(vector, after), Set.of())
                                    .commitSecret();
                    assertThat(commitSecret).isEqualTo(Vectors.secret(each, "commit_secret"));
                }
            }
            makeAndOpen(vector, tree, members, sender);
        }
    }

    /// A path of our own, opened by all others.
    private static void makeAndOpen(
            JsonNode vector, RatchetTree tree, List<Member> members, int sender)
            throws TreeKemException {
        CipherSuite suite = tree.suite();
        Member committer =
                members.stream()
                        .filter(each -> each.keys().leafIndex() == sender)
                        .findFirst()
                        .orElseThrow();
        PathSecrets secrets = PathSecrets.generate(tree, sender);
        HpkeKeyPair leafPair = suite.generateKeyPair();
        RatchetTree withKeys = tree.withPathKeys(sender, secrets.publicKeys());
        LeafNode old = tree.leaf(sender).orElseThrow();
        LeafNode leaf =
                new LeafNode(
                                Opaque.of(leafPair.publicKey()),
                                old.signatureKey(),
                                old.credential(),
                                old.capabilities(),
                                new LeafSource.Commit(withKeys.leafParentHash(sender)),
                                old.extensions(),
                                Opaque.EMPTY)
                        .signed(
                                suite,
                                committer.signer(),
                                Vectors.opaque(vector, "group_id"),
                                sender);
        RatchetTree after = tree.withPath(sender, leaf, secrets.publicKeys());
        UpdatePath path = secrets.seal(after, leaf, context(vector, after), Set.of());

        assertThat(after.wrongParentHash()).isEmpty();
        for (Member member : members) {
            if (member.keys().leafIndex() != sender) {
                TreeKeys.Opened opened =
                        member.keys().open(after, sender, path, context(vector, after), Set.of());
                assertThat(opened.commitSecret()).isEqualTo(secrets.commitSecret());
            }
        }
        Member other =
                members.stream()
                        .filter(each -> each.keys().leafIndex() != sender)
                        .findFirst()
                        .orElseThrow();
        assertThatExceptionOfType(TreeKemException.class)
                .isThrownBy(() -> other.keys().open(after, sender, path, new byte[] {1}, Set.of()))
                .withMessage("the path secret for us can't be opened");
    }
}
