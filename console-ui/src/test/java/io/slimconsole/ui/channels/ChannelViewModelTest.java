package io.slimconsole.ui.channels;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.node.name.Name;
import io.slimconsole.session.membership.Outcome;
import io.slimconsole.ui.fx.Confirmation;
import io.slimconsole.ui.kit.FakeChannels;
import io.slimconsole.ui.sessions.Channel;
import io.slimconsole.ui.sessions.Invitation;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

final class ChannelViewModelTest {
    private static final Name ALICE = Name.parse("acme/agents/alice");
    private static final Name BOB = Name.parse("acme/agents/bob");

    private final FakeChannels channels = new FakeChannels();
    private final Window window = new Window();
    private final int id = channels.add("acme/chat/general", true, "acme/agents/bob");
    private final ChannelViewModel model =
            new ChannelViewModel(
                    channels, () -> channels.find(id), window.commands(), Runnable::run);

    private Channel channel() {
        return channels.find(id).orElseThrow();
    }

    private List<Channel.Member> members(Name... names) {
        List<Name> wanted = List.of(names);
        return channel().members().stream()
                .filter(m -> wanted.contains(m.participant().name()))
                .toList();
    }

    @Test
    void severalAreInvitedAtOnce() {
        model.invite(List.of(ALICE, Name.parse("acme/agents/carol")));

        assertThat(channel().invitations())
                .extracting(Invitation::asked)
                .containsExactly(ALICE, Name.parse("acme/agents/carol"));
    }

    @Test
    void howAnInvitationEndedIsSaidOnlyWhereNobodyLooks() {
        model.invite(List.of(ALICE));
        channels.end(id, ALICE, new Outcome.NobodyThere(ALICE, Duration.ofSeconds(11)));
        assertThat(window.told).isEmpty();
        window.inSight = false;

        model.invite(List.of(ALICE));
        channels.end(id, ALICE, new Outcome.NobodyThere(ALICE, Duration.ofSeconds(11)));

        assertThat(window.told)
                .containsExactly(
                        "ERROR: acme/chat/general: Nobody answered to acme/agents/alice within 11"
                                + " s.");
        assertThat(window.opened).containsExactly(id);
    }

    @Test
    void aRetryTakesThePlaceOfWhatFailed() {
        model.invite(List.of(ALICE));
        channels.end(id, ALICE, new Outcome.NobodyThere(ALICE, Duration.ofSeconds(11)));
        Invitation failed = channel().invitations().getFirst();

        model.retry(failed);

        assertThat(channel().invitations())
                .singleElement()
                .satisfies(
                        again -> {
                            assertThat(again.id()).isNotEqualTo(failed.id());
                            assertThat(again.asked()).isEqualTo(ALICE);
                            assertThat(again.outcome()).isEmpty();
                        });
    }

    @Test
    void leavingThePageTakesAlongOnlyWhatWentWell() {
        model.invite(List.of(ALICE, Name.parse("acme/agents/carol")));
        channels.accept(id, ALICE);
        Name carol = Name.parse("acme/agents/carol");
        channels.end(id, carol, new Outcome.NobodyThere(carol, Duration.ofSeconds(11)));

        model.leave(channel());

        assertThat(channel().invitations()).extracting(Invitation::asked).containsExactly(carol);
        model.dismissEnded();
        assertThat(channel().invitations()).isEmpty();
    }

    @Test
    void removingSaysWhoIsToldAndWhichEpochFollows() {
        channels.ask(id, "acme/agents/alice");
        channels.accept(id, ALICE);
        Name bob = FakeChannels.instance(BOB);

        model.remove(members(bob));

        assertThat(window.questions)
                .containsExactly(
                        new Confirmation(
                                "Remove %s from acme/chat/general?"
                                        .formatted(ChannelWords.called(bob)),
                                "2 participants will be told and the group moves to epoch 3."
                                        + " It reads nothing that is said afterwards.",
                                "Remove participant",
                                true));
        assertThat(members(bob)).isEmpty();
        assertThat(channel().epoch()).isEqualTo(3);
    }

    @Test
    void theConsoleItselfIsNotRemoved() {
        List<Channel.Member> withSelf = channel().members();

        model.remove(withSelf);

        assertThat(model.whyNotRemoved(withSelf)).isPresent();
        assertThat(window.questions).isEmpty();
        assertThat(channel().members()).hasSize(2);
    }

    @Test
    void whoLeavesAlreadyIsNotRemovedAgain() {
        channels.setLeaving(id, BOB);
        List<Channel.Member> leaving = channel().leaving();

        model.remove(leaving);

        assertThat(model.whyNotRemoved(leaving)).contains("It is being removed already.");
        assertThat(window.questions).isEmpty();
    }

    @Test
    void membersAreCopiedAsCommands() {
        model.copySlimctl(members(FakeChannels.instance(BOB)));

        assertThat(window.copied)
                .containsExactly(
                        "slimctl channel-manager add-participant acme/chat/general"
                                + " acme/agents/bob");
    }
}
