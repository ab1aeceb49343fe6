package io.slimconsole.mls.group;

import io.slimconsole.mls.codec.DecodeException;
import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.codec.Reader;
import io.slimconsole.mls.codec.Writer;
import io.slimconsole.mls.tree.ParentNode;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// Puts unmerged leaves into an encoded tree where no tree of ours would have them.
final class UnmergedLeaves {
    private UnmergedLeaves() {}

    /// @param parent as the tree has it, without unmerged leaves
    static byte[] added(byte[] encodedTree, ParentNode parent, Integer... leafIndices) {
        String before = hex(parent);
        String after =
                hex(
                        new ParentNode(
                                parent.encryptionKey(), parent.parentHash(), List.of(leafIndices)));
        byte[] content;
        try {
            content = Reader.decode(encodedTree, Opaque::read).bytes();
        } catch (DecodeException e) {
            throw new IllegalArgumentException(e);
        }
        String changed = HexFormat.of().formatHex(content).replace(before, after);
        if (Arrays.equals(content, HexFormat.of().parseHex(changed))) {
            throw new IllegalArgumentException("the tree does not have that parent");
        }
        return new Writer().opaque(HexFormat.of().parseHex(changed)).toByteArray();
    }

    private static String hex(ParentNode parent) {
        return HexFormat.of().formatHex(parent.encoded());
    }
}
