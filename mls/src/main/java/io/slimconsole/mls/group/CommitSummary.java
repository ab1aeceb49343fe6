package io.slimconsole.mls.group;

import io.slimconsole.mls.codec.DecodeException;
import io.slimconsole.mls.codec.Encodable;
import io.slimconsole.mls.codec.Reader;
import io.slimconsole.mls.codec.Writer;
import io.slimconsole.mls.tree.Credential;

import java.util.List;

/// What a commit did, for people to look at.
///
/// @param epoch the one that it began
/// @param committer the leaf index
/// @param by the committer's credential before the commit
/// @param path whether the committer has new keys, all the way up the tree
/// @param changes in the order in which they are applied; none in a commit that only gives new keys
public record CommitSummary(
        long epoch, int committer, Credential by, boolean path, List<Change> changes)
        implements Encodable {
    public CommitSummary {
        changes = List.copyOf(changes);
    }

    static CommitSummary read(Reader in) throws DecodeException {
        return new CommitSummary(
                in.uint64(),
                in.index(),
                Credential.read(in),
                readFlag(in),
                in.vector(Change::read));
    }

    private static boolean readFlag(Reader in) throws DecodeException {
        int flag = in.uint8();
        if (flag > 1) {
            throw new DecodeException("a path that is neither there nor not: " + flag);
        }
        return flag == 1;
    }

    @Override
    public void writeTo(Writer out) {
        out.uint64(epoch).uint32(committer).struct(by).uint8(path ? 1 : 0).vector(changes);
    }
}
