package io.slimconsole.ui.groups;

import io.slimconsole.mls.GroupView;
import io.slimconsole.mls.group.History;
import io.slimconsole.mls.tree.TreeMath;
import io.slimconsole.ui.fx.Copier;
import io.slimconsole.ui.fx.Formats;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.sessions.Channel;
import io.slimconsole.ui.table.Board;
import io.slimconsole.ui.table.Edit;
import io.slimconsole.ui.table.Json;
import io.slimconsole.ui.table.LiveList;
import io.slimconsole.ui.table.LiveRow;
import io.slimconsole.ui.table.RowOrder;

import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What is known of the MLS group of the channel that is shown.
final class GroupViewModel {
    /// What there is to show.
    enum Presence {
        /// No channel is shown.
        NOTHING,
        /// The channel is not encrypted.
        PLAIN,
        /// Its group begins with the first invitation.
        NOT_YET,
        GROUP
    }

    private static final RowOrder<MemberLine> BY_LEAF = MemberColumn.LEAF.order(false);

    private final Texts texts;
    private final Clock clock;
    private final Copier copier;
    private final Board<Integer, MemberLine, MemberLine> board = new Board<>(new Members());
    private final LiveList<LiveRow<MemberLine>> members = new LiveList<>();
    private final ObservableList<CommitLine> commits = FXCollections.observableArrayList();
    private final ObservableList<CommitLine> readOnlyCommits =
            FXCollections.unmodifiableObservableList(commits);
    private RowOrder<MemberLine> order = BY_LEAF;
    private Presence presence = Presence.NOTHING;
    private @Nullable GroupView view;
    private Holders holders = Holders.NOBODY;
    private Instant created = Instant.EPOCH;
    private TreeShape shape = TreeShape.EMPTY;

    GroupViewModel(Texts texts, Clock clock, Copier copier) {
        this.texts = texts;
        this.clock = clock;
        this.copier = copier;
    }

    /// Members are compared by what they say.
    private static final class Members implements Board.Lines<Integer, MemberLine, MemberLine> {
        @Override
        public Integer key(MemberLine member) {
            return member.leaf();
        }

        @Override
        public MemberLine line(MemberLine member, @Nullable MemberLine before) {
            return before != null && member.equals(before) ? before : member;
        }
    }

    /// Takes in a channel as it is now.
    ///
    /// @return whether anything but ages is another than before
    boolean show(Channel channel) {
        GroupView next = channel.keys().orElse(null);
        Presence nextPresence =
                !channel.options().encrypted()
                        ? Presence.PLAIN
                        : next == null ? Presence.NOT_YET : Presence.GROUP;
        Holders nextHolders = holders.with(channel);
        if (nextPresence == presence && isShown(next) && nextHolders.equals(holders)) {
            return false;
        }
        boolean sameGroup = view != null && next != null && view.groupId().equals(next.groupId());
        if (!sameGroup) {
            forget();
            nextHolders = Holders.NOBODY.with(channel);
        }
        presence = nextPresence;
        holders = nextHolders;
        created = channel.created();
        view = next;
        if (next != null) {
            take(next);
        }
        return true;
    }

    @SuppressWarnings(
            "ReferenceEquality") // mostly it is the same object, and nothing has to be compared
    private boolean isShown(@Nullable GroupView next) {
        return next == view || (next != null && next.equals(view));
    }

    void clear() {
        forget();
        presence = Presence.NOTHING;
        holders = Holders.NOBODY;
        view = null;
    }

    private void forget() {
        board.clear();
        members.apply(Edit.between(members.rows(), List.of()));
        commits.clear();
        shape = TreeShape.EMPTY;
    }

    private void take(GroupView now) {
        shape = TreeShape.of(now);
        board.put(
                now.members().stream().map(m -> MemberLine.of(m, now, holders)).toList(),
                clock.instant());
        arrange();
        List<CommitLine> newest =
                now.history().reversed().stream()
                        .map(entry -> CommitLine.of(entry, holders, texts, now.ownLeaf()))
                        .toList();
        long last = commits.isEmpty() ? -1 : commits.getFirst().epoch();
        List<CommitLine> fresh = newest.stream().filter(line -> line.epoch() > last).toList();
        commits.addAll(0, fresh);
        if (commits.size() > newest.size()) {
            commits.remove(newest.size(), commits.size());
        }
        for (int i = fresh.size(); i < commits.size(); i++) {
            if (!commits.get(i).equals(newest.get(i))) {
                commits.set(i, newest.get(i)); // its members have names by now
            }
        }
    }

    /// Orders the members as the operator wants it.
    void sort(RowOrder<MemberLine> wanted) {
        order = wanted;
        arrange();
    }

    private void arrange() {
        List<LiveRow<MemberLine>> wanted = board.show(_ -> true, order, clock.instant(), false);
        members.apply(Edit.between(members.rows(), wanted));
    }

    Presence presence() {
        return presence;
    }

    Optional<GroupView> view() {
        return Optional.ofNullable(view);
    }

    LiveList<LiveRow<MemberLine>> members() {
        return members;
    }

    /// The newest first.
    ObservableList<CommitLine> commits() {
        return readOnlyCommits;
    }

    TreeShape shape() {
        return shape;
    }

    /// What the member at a leaf is called; empty for a blank one.
    Optional<MemberLine> memberAt(int leaf) {
        LiveRow<MemberLine> row = board.row(leaf);
        return Optional.ofNullable(row).map(LiveRow::value);
    }

    /// How old our own keys are; empty if that was before we have seen the group.
    Optional<Duration> ownKeyAge(Instant now) {
        return ownKeysSince().map(since -> Duration.between(since, now));
    }

    /// When we got the keys that we have; empty if no commit that we remember tells.
    Optional<Instant> ownKeysSince() {
        GroupView of = view;
        if (of == null) {
            return Optional.empty();
        }
        Optional<Long> epoch =
                of.members().stream()
                        .filter(m -> m.leafIndex() == of.ownLeaf())
                        .findFirst()
                        .flatMap(m -> m.since().keys());
        return epoch.flatMap(
                began ->
                        began == 0
                                ? Optional.of(created)
                                : of.history().stream()
                                        .filter(entry -> entry.commit().epoch() == began)
                                        .map(History.Entry::at)
                                        .findFirst());
    }

    /// The key package that ends first, and whose it is; empty if all members have newer keys.
    Optional<MemberLine> nextToExpire() {
        return members.rows().stream()
                .map(LiveRow::value)
                .filter(member -> member.expires().isPresent())
                .min(Comparator.comparing(member -> member.expires().orElseThrow()));
    }

    /// What to warn of now; empty while all is well.
    Optional<String> warning(Instant now) {
        List<MemberLine> near =
                members.rows().stream()
                        .map(LiveRow::value)
                        .filter(
                                m ->
                                        m.expires()
                                                .filter(e -> Expiry.of(e, now).isWarned())
                                                .isPresent())
                        .toList();
        if (near.isEmpty()) {
            return Optional.empty();
        }
        MemberLine first = nextToExpire().orElseThrow();
        Expiry expiry = Expiry.of(first.expires().orElseThrow(), now);
        String key = expiry.nearness() == Expiry.Nearness.OVER ? "warning.over" : "warning.near";
        String words = texts.get(key, first.name(), expiry.words(texts, now));
        return Optional.of(
                near.size() == 1
                        ? words
                        : words + " " + texts.get("warning.more", Formats.count(near.size() - 1)));
    }

    void copyMembers(List<MemberLine> chosen) {
        copier.copy(
                String.join("\n", chosen.stream().map(GroupViewModel::asLine).toList()),
                texts.get("copied.members"));
    }

    private static String asLine(MemberLine member) {
        return String.join(
                "\t",
                Integer.toString(member.leaf()),
                member.name(),
                member.signatureKey(),
                member.encryptionKey());
    }

    void copyMembersAsJson(List<MemberLine> chosen) {
        copier.copy(
                Json.write(chosen.stream().map(GroupViewModel::asJson).toList()),
                texts.get("copied.members"));
    }

    private static Map<String, Object> asJson(MemberLine member) {
        var json = new LinkedHashMap<String, Object>();
        json.put("leaf", member.leaf());
        json.put("name", member.name());
        json.put("subject", member.subject());
        json.put("signatureKey", member.signatureKey());
        json.put("encryptionKey", member.encryptionKey());
        member.joined().ifPresent(epoch -> json.put("joinedEpoch", epoch));
        member.keysSince().ifPresent(epoch -> json.put("keysSinceEpoch", epoch));
        member.expires().ifPresent(end -> json.put("expires", end));
        return json;
    }

    void copy(String text, String what) {
        copier.copy(text, what);
    }

    /// The leaves below a node that somebody has, in their order.
    Stream<MemberLine> membersBelow(int node) {
        int half = (1 << TreeMath.level(node)) - 1;
        int first = (node - half) / 2;
        int last = (node + half) / 2;
        return IntStream.rangeClosed(first, last)
                .mapToObj(this::memberAt)
                .flatMap(Optional::stream);
    }
}
