package io.slimconsole.ui.channels;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.node.ConnectionId;
import io.slimconsole.node.ConnectionType;
import io.slimconsole.node.RouteSnapshot;
import io.slimconsole.node.name.Name;
import io.slimconsole.ui.channels.Candidate.Standing;
import io.slimconsole.ui.kit.FakeChannels;
import io.slimconsole.ui.kit.FakeNode;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

final class InviteViewModelTest {
    private static final Name ALICE = Name.parse("acme/agents/alice");
    private static final Name BOB_1 =
            Name.parse("acme/agents/bob/00000001-0000-4000-8000-000000000000");
    private static final Name BOB_2 =
            Name.parse("acme/agents/bob/00000002-0000-4000-8000-000000000000");

    private final FakeChannels channels = new FakeChannels();
    private final FakeNode node = FakeNode.running();
    private final int id = channels.add("acme/chat/general", true);
    private final List<Name> invited = new ArrayList<>();
    private final InviteViewModel model =
            new InviteViewModel(
                    channels,
                    () -> Optional.of(node),
                    () -> channels.find(id),
                    invited::addAll,
                    Runnable::run);

    private void routes(Name... names) {
        node.setRoutes(Stream.of(names).map(InviteViewModelTest::route).toList());
    }

    static RouteSnapshot route(Name name) {
        return new RouteSnapshot(
                name.encoded(),
                Optional.of(name),
                List.of(
                        new RouteSnapshot.Subscriber(
                                new ConnectionId(1), ConnectionType.EDGE, FakeNode.START)),
                FakeNode.START,
                0,
                0,
                Optional.empty());
    }

    private List<Candidate> find(String typed) {
        model.start();
        model.typed().set(typed);
        model.stop();
        model.sampleHere();
        return model.candidates().get().shown();
    }

    @Test
    void oneInstanceStandsForItsServiceAndSeveralAreAllThere() {
        routes(FakeChannels.instance(ALICE), BOB_2, BOB_1);

        assertThat(find(""))
                .containsExactly(
                        new Candidate(ALICE, 1, Standing.FREE),
                        new Candidate(Name.parse("acme/agents/bob"), 2, Standing.FREE),
                        new Candidate(BOB_1, 1, Standing.FREE),
                        new Candidate(BOB_2, 1, Standing.FREE));
    }

    @Test
    void channelsAreNobody() {
        routes(Name.parse("acme/chat/general/00000001-0000-4000-8000-000000000000"));

        assertThat(find("")).isEmpty();
    }

    @Test
    void whoTakesPartOrIsInvitedAlreadySaysSo() {
        routes(FakeChannels.instance(ALICE), BOB_1, BOB_2);
        channels.ask(id, "acme/agents/alice");
        var _ = channels.invite(id, BOB_1);
        channels.accept(id, BOB_1);

        assertThat(find(""))
                .extracting(Candidate::standing)
                .containsExactly(Standing.INVITED, Standing.FREE, Standing.MEMBER, Standing.FREE);
    }

    @Test
    void typingNarrows() {
        routes(FakeChannels.instance(ALICE), BOB_1);

        assertThat(find("acme/*/ali")).extracting(Candidate::name).containsExactly(ALICE);
        assertThat(find("nobody")).isEmpty();
    }

    @Test
    void ofVeryManyTheFirstAreShownAndAllCounted() {
        routes(
                IntStream.range(0, 1_000)
                        .mapToObj(i -> Name.parse("acme/fleet/worker-" + i))
                        .map(FakeChannels::instance)
                        .toArray(Name[]::new));

        assertThat(find("")).hasSize(Candidates.MOST);
        assertThat(model.candidates().get().all()).isEqualTo(1_000);
    }

    @Test
    void whoWasChosenAndWhoIsTypedAreInvitedTogether() {
        routes(FakeChannels.instance(ALICE));
        find("");
        model.toggle(ALICE);
        model.typed().set("acme/elsewhere/carol");
        assertThat(model.count()).isEqualTo(2);
        var sent = new boolean[1];
        model.setOnSent(() -> sent[0] = true);

        model.send();

        assertThat(invited).containsExactly(ALICE, Name.parse("acme/elsewhere/carol"));
        assertThat(sent[0]).isTrue();
        assertThat(model.chosen()).isEmpty();
        assertThat(model.typed().get()).isEmpty();
    }

    @Test
    void whoWasChosenStaysWhileOneLooksForOthers() {
        routes(FakeChannels.instance(ALICE), BOB_1);
        find("ali");
        model.toggle(ALICE);

        find("bob");

        assertThat(model.chosen()).containsExactly(ALICE);
        model.toggle(ALICE);
        assertThat(model.chosen()).isEmpty();
    }

    @Test
    void halfANameInvitesNobody() {
        find("acme/agents");

        model.send();

        assertThat(invited).isEmpty();
        assertThat(model.typed().get()).isEqualTo("acme/agents");
    }
}
