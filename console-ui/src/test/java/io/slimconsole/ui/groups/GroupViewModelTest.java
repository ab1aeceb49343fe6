package io.slimconsole.ui.groups;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.tests.kit.ManualClock;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.groups.GroupViewModel.Presence;
import io.slimconsole.ui.sessions.Channel;
import io.slimconsole.ui.table.LiveRow;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

final class GroupViewModelTest {
    private final ManualClock clock = new ManualClock(Groups.BEGAN);
    private final Texts texts = Texts.of(GroupViewModel.class);
    private final List<String> copied = new ArrayList<>();
    private final GroupViewModel model =
            new GroupViewModel(texts, clock.inUtc(), (text, _) -> copied.add(text));

    private List<String> names() {
        return model.members().rows().stream()
                .map(row -> row.value().name().replaceAll(" · .*", ""))
                .toList();
    }

    private List<String> commits() {
        return model.commits().stream()
                .map(line -> line.sentence().replaceAll(" · [0-9a-f]{8}", ""))
                .toList();
    }

    private NodeFacts facts(Groups groups, int node) {
        return NodeFacts.of(
                model.shape().place(node).orElseThrow(),
                groups.view(),
                model,
                texts,
                clock.instant());
    }

    @Test
    void itKnowsWhetherThereIsAGroup() {
        assertThat(model.presence()).isEqualTo(Presence.NOTHING);

        model.show(Groups.channel(false, Optional.empty(), List.of()));
        assertThat(model.presence()).isEqualTo(Presence.PLAIN);

        model.show(Groups.channel(true, Optional.empty(), List.of()));
        assertThat(model.presence()).isEqualTo(Presence.NOT_YET);

        model.show(Groups.begin(clock).channel());
        assertThat(model.presence()).isEqualTo(Presence.GROUP);

        model.clear();
        assertThat(model.presence()).isEqualTo(Presence.NOTHING);
        assertThat(model.members().rows()).isEmpty();
        assertThat(model.commits()).isEmpty();
    }

    @Test
    void anUnchangedChannelChangesNothing() {
        Groups groups = Groups.of(5, clock);
        Channel channel = groups.channel();
        assertThat(model.show(channel)).isTrue();
        List<LiveRow<MemberLine>> rows = model.members().rows();

        assertThat(model.show(channel)).isFalse();
        assertThat(model.show(groups.channel())).isFalse();

        assertThat(model.members().rows()).isSameAs(rows);
    }

    @Test
    void membersComeByLeafAndKeepTheirRows() {
        Groups groups = Groups.begin(clock).add(false, "lab/a/anna").add(false, "lab/a/bert");
        model.show(groups.channel());
        LiveRow<MemberLine> bert = model.members().rows().get(2);

        model.show(groups.remove(1).channel());

        assertThat(names()).containsExactly(Groups.SELF, "lab/a/bert");
        assertThat(model.members().rows().get(1)).isSameAs(bert);
        assertThat(model.members().rows().getFirst().value().own()).isTrue();
        assertThat(model.members().rows().getFirst().value().keysSince()).hasValue(3);
    }

    @Test
    void membersAreSortedAsTheOperatorWants() {
        model.show(Groups.begin(clock).add(false, "lab/a/zoe").add(false, "lab/a/bert").channel());

        model.sort(MemberColumn.NAME.order(true));

        assertThat(names()).containsExactly(Groups.SELF, "lab/a/zoe", "lab/a/bert");
    }

    @Test
    void commitsSayWhatTheyDidTheNewestFirst() {
        Groups groups = Groups.begin(clock).add(false, "lab/a/anna");
        model.show(groups.channel());
        CommitLine first = model.commits().getFirst();
        clock.advance(Duration.ofMinutes(5));

        model.show(
                groups.add(true, "lab/a/1", "lab/a/2", "lab/a/3", "lab/a/4")
                        .remove(1)
                        .renew()
                        .channel());

        assertThat(commits())
                .containsExactly(
                        "New keys",
                        "Removed lab/a/anna",
                        "Added lab/a/1, lab/a/2, lab/a/3 and 1 more",
                        "Added lab/a/anna");
        assertThat(model.commits()).extracting(CommitLine::epoch).containsExactly(4L, 3L, 2L, 1L);
        assertThat(model.commits().getLast()).isEqualTo(first);
        assertThat(model.commits().getFirst().by()).startsWith(Groups.SELF).endsWith("(you)");
        assertThat(model.commits().getFirst().kind()).isEqualTo(CommitLine.Kind.UPDATED);
        assertThat(model.commits().getFirst().at()).isEqualTo(clock.instant());
    }

    @Test
    void anotherGroupTakesThePlaceOfTheOne() {
        model.show(Groups.of(5, clock).channel());

        model.show(Groups.channel(false, Optional.empty(), List.of()));
        model.show(Groups.of(2, clock).channel());

        assertThat(model.members().rows()).hasSize(2);
        assertThat(model.commits()).hasSize(1);
        assertThat(model.shape().rows()).isEqualTo(2);
    }

    @Test
    void ourKeysAreAsOldAsTheCommitThatMadeThem() {
        Groups groups = Groups.begin(clock).add(false, "lab/a/anna");
        clock.advance(Duration.ofMinutes(3));
        model.show(groups.channel());
        assertThat(model.ownKeyAge(clock.instant())).contains(Duration.ofMinutes(3));

        model.show(groups.renew().channel());
        clock.advance(Duration.ofSeconds(20));

        assertThat(model.ownKeyAge(clock.instant())).contains(Duration.ofSeconds(20));
    }

    @Test
    void aKeyPackageThatIsAboutToExpireIsWarnedOf() {
        Groups groups =
                Groups.begin(clock)
                        .add(true, Duration.ofDays(30), "lab/a/anna")
                        .add(false, Duration.ofHours(50), "lab/a/bert");
        model.show(groups.channel());
        assertThat(model.nextToExpire().orElseThrow().name()).startsWith("lab/a/bert");
        assertThat(model.warning(clock.instant())).isEmpty();

        clock.advance(Duration.ofDays(2));
        assertThat(model.warning(clock.instant()).orElseThrow())
                .matches("The key package of lab/a/bert · \\S+ expires in 2 h. New members may .*");

        clock.advance(Duration.ofHours(5));
        assertThat(model.warning(clock.instant()).orElseThrow())
                .matches("The key package of lab/a/bert · \\S+ has expired, 3 h ago. .*");

        clock.advance(Duration.ofDays(29));
        assertThat(model.warning(clock.instant()).orElseThrow()).endsWith("So it is with 1 more.");
    }

    @Test
    void aNodeIsExplained() {
        Groups groups = Groups.of(4, clock).renew().remove(3).add(false, "lab/a/late");
        model.show(groups.channel());

        NodeFacts root = facts(groups, 3);
        NodeFacts late = facts(groups, 6);
        NodeFacts blank = facts(groups, 5);

        assertThat(root.title()).isEqualTo("Node 3, above leaves 0 to 3");
        assertThat(root.facts())
                .extracting(NodeFacts.Fact::caption)
                .containsExactly("Key", "Members below", "Unmerged");
        assertThat(root.facts().getLast().value()).startsWith("lab/a/late · ");
        assertThat(late.title()).startsWith("Leaf 3 · lab/a/late · ");
        assertThat(late.explanation())
                .isEqualTo(
                        "Unmerged: it doesn't know the keys of 1 above it, until a member below"
                                + " them commits with new ones.");
        assertThat(blank.explanation()).startsWith("Blank: ");
    }

    @Test
    void blankLeavesAreExplained() {
        Groups groups = Groups.of(5, clock).remove(2);
        model.show(groups.channel());

        assertThat(facts(groups, 4).title()).isEqualTo("Leaf 2 is blank");
        assertThat(model.shape().tips().getLast().folded()).isEqualTo(2);
        assertThat(facts(groups, model.shape().tips().getLast().node()).title())
                .isEqualTo("Leaves 6 to 7 are blank");
    }

    @Test
    void membersAreCopiedWithTheirFingerprints() {
        model.show(Groups.begin(clock).channel());
        List<MemberLine> all = model.members().rows().stream().map(LiveRow::value).toList();
        MemberLine own = all.getFirst();

        model.copyMembers(all);
        model.copyMembersAsJson(all);

        assertThat(copied.getFirst())
                .isEqualTo(
                        "0\t%s\t%s\t%s"
                                .formatted(own.name(), own.signatureKey(), own.encryptionKey()));
        assertThat(copied.getLast())
                .contains("\"leaf\": 0", "\"signatureKey\": \"" + own.signatureKey() + "\"");
    }

    @Test
    void anEndThatNeverComesIsCalledSo() {
        Groups groups = Groups.begin(clock).add(false, Duration.ofDays(100_000), "lab/a/anna");
        model.show(groups.channel());
        MemberLine anna = model.members().rows().get(1).value();

        assertThat(MemberColumn.EXPIRES.text(anna, texts, clock.instant())).isEqualTo("never");
        assertThat(model.warning(clock.instant())).isEmpty();
    }
}
