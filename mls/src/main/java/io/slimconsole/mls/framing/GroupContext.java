package io.slimconsole.mls.framing;

import io.slimconsole.mls.codec.DecodeException;
import io.slimconsole.mls.codec.Encodable;
import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.codec.Reader;
import io.slimconsole.mls.codec.Writer;
import io.slimconsole.mls.tree.Extension;

import java.util.List;

/// What all members of a group agree on in an epoch.
///
/// @see "RFC 9420 §8.1"
public record GroupContext(
        int cipherSuite,
        Opaque groupId,
        long epoch,
        Opaque treeHash,
        Opaque confirmedTranscriptHash,
        List<Extension> extensions)
        implements Encodable {
    public GroupContext {
        extensions = List.copyOf(extensions);
    }

    public static GroupContext read(Reader in) throws DecodeException {
        Protocol.requireVersion(in.uint16());
        return new GroupContext(
                in.uint16(),
                Opaque.read(in),
                in.uint64(),
                Opaque.read(in),
                Opaque.read(in),
                Extension.readAll(in));
    }

    @Override
    public void writeTo(Writer out) {
        out.uint16(Protocol.VERSION)
                .uint16(cipherSuite)
                .struct(groupId)
                .uint64(epoch)
                .struct(treeHash)
                .struct(confirmedTranscriptHash)
                .vector(extensions);
    }
}
