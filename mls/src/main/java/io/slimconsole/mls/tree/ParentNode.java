package io.slimconsole.mls.tree;

import io.slimconsole.mls.codec.DecodeException;
import io.slimconsole.mls.codec.Encodable;
import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.codec.Reader;
import io.slimconsole.mls.codec.Writer;

import java.util.List;

/// An inner node: a key that those below know, apart from the leaves that came later.
///
/// @param unmergedLeaves indices of leaves below that don't know the key, in ascending order
/// @see "RFC 9420 §7.1"
public record ParentNode(Opaque encryptionKey, Opaque parentHash, List<Integer> unmergedLeaves)
        implements Encodable {
    public ParentNode {
        unmergedLeaves = List.copyOf(unmergedLeaves);
    }

    public static ParentNode read(Reader in) throws DecodeException {
        return new ParentNode(Opaque.read(in), Opaque.read(in), in.vector(Reader::index));
    }

    @Override
    public void writeTo(Writer out) {
        out.struct(encryptionKey).struct(parentHash).uint32s(unmergedLeaves);
    }
}
