package io.slimconsole.session.membership;

import io.slimconsole.session.wire.SessionMessage;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// In which order a participant follows the commits of its moderator. Unchanging.
///
/// @param last number of the commit that we are at; 0 before the welcome
/// @param early updates by the number of their commit, which come after one that we don't have
/// @see "session.md 4.6, 4.7"
public record CommitOrder(int last, Map<Integer, SessionMessage> early) {
    static final CommitOrder NONE = new CommitOrder(0, Map.of());

    /// More are not kept; a member that is so far behind is added anew.
    private static final int MOST = 16;

    public CommitOrder {
        early = Map.copyOf(early);
    }

    boolean isOld(int commit) {
        return Integer.compareUnsigned(commit, last) <= 0;
    }

    boolean isNext(int commit) {
        return commit == last + 1;
    }

    /// How many commits lie between where we are and that one, which counts.
    long ahead(int commit) {
        return Integer.toUnsignedLong(commit) - Integer.toUnsignedLong(last);
    }

    boolean hasEarly(int commit) {
        return early.containsKey(commit);
    }

    CommitOrder withEarly(int commit, SessionMessage update) {
        if (early.size() >= MOST) {
            return this;
        }
        var more = new TreeMap<>(early);
        more.put(commit, update);
        return new CommitOrder(last, more);
    }

    CommitOrder without(int commit) {
        var fewer = new TreeMap<>(early);
        fewer.remove(commit);
        return new CommitOrder(last, fewer);
    }

    /// We are at that commit now.
    CommitOrder at(int commit) {
        var later = new TreeMap<>(early);
        later.keySet().removeIf(each -> Integer.compareUnsigned(each, commit) <= 0);
        return new CommitOrder(commit, later);
    }

    /// The one that can be followed.
    Optional<SessionMessage> next() {
        return Optional.ofNullable(early.get(last + 1));
    }

    /// Number of the latest commit that we know of.
    int newest() {
        return early.keySet().stream().max(Integer::compareUnsigned).orElse(last);
    }
}
