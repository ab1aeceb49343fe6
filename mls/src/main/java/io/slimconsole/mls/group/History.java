package io.slimconsole.mls.group;

import io.slimconsole.mls.codec.DecodeException;
import io.slimconsole.mls.codec.Encodable;
import io.slimconsole.mls.codec.Reader;
import io.slimconsole.mls.codec.Writer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What we have seen of a group: its last commits, and since when its members are in it. Unchanging.
///
/// @param commits the newest last
/// @param members by leaf index
public record History(List<Entry> commits, Map<Integer, Since> members) implements Encodable {
    public History {
        commits = List.copyOf(commits);
        members = Map.copyOf(members);
    }

    /// @param at when we entered the epoch that it began, to the millisecond
    public record Entry(CommitSummary commit, Instant at) implements Encodable {
        static Entry read(Reader in) throws DecodeException {
            return new Entry(CommitSummary.read(in), Instant.ofEpochMilli(in.uint64()));
        }

        @Override
        public void writeTo(Writer out) {
            out.struct(commit).uint64(at.toEpochMilli());
        }
    }

    /// The epochs in which a member came, and got the keys it has; empty if that was before we came ourselves.
    public record Since(Optional<Long> member, Optional<Long> keys) implements Encodable {
        public static final Since BEFORE_US = new Since(Optional.empty(), Optional.empty());

        static Since epoch(long epoch) {
            return new Since(Optional.of(epoch), Optional.of(epoch));
        }

        private Since withKeysOf(long epoch) {
            return new Since(member, Optional.of(epoch));
        }

        static Since read(Reader in) throws DecodeException {
            return new Since(
                    Optional.ofNullable(in.optional(Reader::uint64)),
                    Optional.ofNullable(in.optional(Reader::uint64)));
        }

        @Override
        public void writeTo(Writer out) {
            write(out, member);
            write(out, keys);
        }

        private static void write(Writer out, Optional<Long> epoch) {
            out.optional(epoch.<Encodable>map(value -> to -> to.uint64(value)).orElse(null));
        }
    }

    /// When we begin a group, or join one.
    static History begin(Epoch first) {
        var members = new HashMap<Integer, Since>();
        for (int leaf : first.tree().members()) {
            members.put(leaf, Since.BEFORE_US);
        }
        members.put(first.ownLeaf(), Since.epoch(first.context().epoch()));
        return new History(List.of(), members);
    }

    /// @param kept how many commits are remembered
    History after(CommitSummary commit, Instant at, int kept) {
        var entries = new ArrayList<>(commits);
        entries.add(new Entry(commit, Instant.ofEpochMilli(at.toEpochMilli())));
        while (entries.size() > kept) {
            entries.removeFirst();
        }
        var now = new HashMap<>(members);
        for (Change change : commit.changes()) {
            switch (change) {
                case Change.Added(int leaf, _) -> now.put(leaf, Since.epoch(commit.epoch()));
                case Change.Removed(int leaf, _) -> now.remove(leaf);
                case Change.Updated(int leaf, _) ->
                        now.computeIfPresent(leaf, (_, since) -> since.withKeysOf(commit.epoch()));
                case Change.Succeeded _, Change.PreSharedKeyUsed _, Change.ExtensionsSet _ -> {
                    // nobody comes or goes, and who succeeds has an Update or a path as well
                }
            }
        }
        if (commit.path()) {
            now.computeIfPresent(
                    commit.committer(), (_, since) -> since.withKeysOf(commit.epoch()));
        }
        return new History(entries, now);
    }

    static History read(Reader in) throws DecodeException {
        List<Entry> commits = in.vector(Entry::read);
        var members = new HashMap<Integer, Since>();
        in.vector(element -> Map.entry(element.index(), Since.read(element)))
                .forEach(each -> members.put(each.getKey(), each.getValue()));
        return new History(commits, members);
    }

    @Override
    public void writeTo(Writer out) {
        out.vector(commits)
                .vector(all -> members.forEach((leaf, since) -> all.uint32(leaf).struct(since)));
    }
}
