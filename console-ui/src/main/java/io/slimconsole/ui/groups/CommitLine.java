package io.slimconsole.ui.groups;

import io.slimconsole.mls.group.Change;
import io.slimconsole.mls.group.CommitSummary;
import io.slimconsole.mls.group.History;
import io.slimconsole.ui.fx.Formats;
import io.slimconsole.ui.fx.Texts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What a commit did, in words.
///
/// @param epoch the one that it began
/// @param kind of its most telling change, for its icon
/// @param what a sentence for each change, the first the most telling; never empty
/// @param by who made it
/// @param path whether its maker has new keys since
/// @param at when we entered the epoch
record CommitLine(long epoch, Kind kind, List<String> what, String by, boolean path, Instant at) {
    /// What changes are of one kind.
    enum Kind {
        ADDED,
        REMOVED,
        UPDATED,
        OTHER
    }

    /// More members than these are counted.
    private static final int NAMED = 3;

    CommitLine {
        what = List.copyOf(what);
    }

    /// @param own the leaf of the console
    static CommitLine of(History.Entry entry, Holders holders, Texts texts, int own) {
        CommitSummary commit = entry.commit();
        var added = new ArrayList<String>();
        var removed = new ArrayList<String>();
        var updated = new ArrayList<String>();
        var others = new ArrayList<String>();
        for (Change change : commit.changes()) {
            switch (change) {
                case Change.Added(_, var who) -> added.add(holders.called(who));
                case Change.Removed(_, var who) -> removed.add(holders.called(who));
                case Change.Updated(_, var who) -> updated.add(holders.called(who));
                case Change.Succeeded(_, var before, var after) ->
                        others.add(
                                texts.get(
                                        "commit.succeeded",
                                        holders.called(before),
                                        holders.called(after)));
                case Change.PreSharedKeyUsed _ -> others.add(texts.get("commit.psk"));
                case Change.ExtensionsSet _ -> others.add(texts.get("commit.extensions"));
            }
        }
        var what = new ArrayList<String>();
        say("commit.added", added, texts, what);
        say("commit.removed", removed, texts, what);
        say("commit.updated", updated, texts, what);
        what.addAll(others);
        if (what.isEmpty()) {
            what.add(texts.get("commit.only-path"));
        }
        Kind kind =
                !added.isEmpty()
                        ? Kind.ADDED
                        : !removed.isEmpty()
                                ? Kind.REMOVED
                                : !updated.isEmpty() || others.isEmpty()
                                        ? Kind.UPDATED
                                        : Kind.OTHER;
        String by = holders.called(commit.by());
        return new CommitLine(
                commit.epoch(),
                kind,
                what,
                commit.committer() == own ? texts.get("member.you", by) : by,
                commit.path(),
                entry.at());
    }

    private static void say(String key, List<String> names, Texts texts, List<String> what) {
        if (names.isEmpty()) {
            return;
        }
        String some = String.join(", ", names.subList(0, Math.min(NAMED, names.size())));
        int more = names.size() - NAMED;
        what.add(
                more > 0
                        ? texts.get(key + ".more", some, Formats.count(more))
                        : texts.get(key, some));
    }

    /// `Added lab/default/anna; removed lab/default/bert`
    String sentence() {
        return String.join("; ", what);
    }
}
