package io.slimconsole.mls.tree;

import io.slimconsole.mls.codec.DecodeException;
import io.slimconsole.mls.codec.Encodable;
import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.codec.Reader;
import io.slimconsole.mls.codec.Writer;
import io.slimconsole.mls.crypto.HpkeCiphertext;

import java.util.List;
import java.util.Set;

/// New keys from a committer's leaf up to the root, each sealed for those below its sibling.
///
/// @see "RFC 9420 §7.6"
public record UpdatePath(LeafNode leafNode, List<Step> nodes) implements Encodable {
    public UpdatePath {
        nodes = List.copyOf(nodes);
    }

    /// One node of the committer's filtered direct path.
    ///
    /// @param encryptedPathSecrets one for each node in the resolution of the copath child
    public record Step(Opaque encryptionKey, List<HpkeCiphertext> encryptedPathSecrets)
            implements Encodable {
        public Step {
            encryptedPathSecrets = List.copyOf(encryptedPathSecrets);
        }

        static Step read(Reader in) throws DecodeException {
            return new Step(Opaque.read(in), in.vector(HpkeCiphertext::read));
        }

        @Override
        public void writeTo(Writer out) {
            out.struct(encryptionKey).vector(encryptedPathSecrets);
        }
    }

    /// Whether each step has a secret for each of those that it is sealed for.
    ///
    /// @param tree with the path in place
    /// @param newLeaves members that the same commit adds
    public boolean fits(RatchetTree tree, int committer, Set<Integer> newLeaves) {
        List<RatchetTree.PathNode> places = tree.filteredDirectPath(committer);
        for (int i = 0; i < nodes.size(); i++) {
            int receivers = TreeKeys.receivers(tree, places.get(i).copathChild(), newLeaves).size();
            if (nodes.get(i).encryptedPathSecrets().size() != receivers) {
                return false;
            }
        }
        return true;
    }

    public static UpdatePath read(Reader in) throws DecodeException {
        return new UpdatePath(LeafNode.read(in), in.vector(Step::read));
    }

    @Override
    public void writeTo(Writer out) {
        out.struct(leafNode).vector(nodes);
    }
}
