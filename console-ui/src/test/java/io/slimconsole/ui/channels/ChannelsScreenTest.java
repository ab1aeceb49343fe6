package io.slimconsole.ui.channels;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.node.name.Name;
import io.slimconsole.persistence.Theme;
import io.slimconsole.session.membership.Outcome;
import io.slimconsole.tests.kit.Await;
import io.slimconsole.ui.kit.FakeChannels;
import io.slimconsole.ui.kit.UiTest;
import io.slimconsole.ui.routes.RoutesScreen;
import io.slimconsole.ui.sessions.Channel;
import io.slimconsole.ui.sessions.ChannelsState;
import io.slimconsole.ui.sessions.ConsoleIdentity;
import io.slimconsole.ui.sessions.Invitation;
import io.slimconsole.ui.sessions.LostChannel;
import io.slimconsole.ui.shell.Target;

import javafx.geometry.Orientation;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

final class ChannelsScreenTest extends UiTest {
    private FakeChannels channels = new FakeChannels();

    private void openIn(Theme theme) {
        channels.setNow(Instant.now().minusSeconds(754));
        setChannels(channels);
        open(theme, context -> List.of(new ChannelsScreen(context), new RoutesScreen(context)));
        robot().interact(() -> context().navigation().open("channels"));
    }

    private void rows(int count) {
        Await.until("rows", () -> table().getItems().size() == count);
    }

    private boolean isScrolledSideways() {
        return table().lookupAll(".scroll-bar").stream()
                .filter(ScrollBar.class::isInstance)
                .map(ScrollBar.class::cast)
                .anyMatch(bar -> bar.getOrientation() == Orientation.HORIZONTAL && bar.isVisible());
    }

    private TableView<?> table() {
        return find(TableView.class, "channels-table");
    }

    private void five() {
        int general =
                channels.add(
                        "acme/chat/general",
                        true,
                        "acme/agents/alice",
                        "acme/agents/bob",
                        "acme/agents/carol");
        channels.setTraffic(general, new Channel.Traffic(12, 1_204, 0, Optional.of(Instant.now())));
        channels.setOnline(general, Name.parse("acme/agents/bob"), false);
        channels.add("acme/chat/announcements", false, "acme/agents/alice");
        int incident =
                channels.add("acme/operations/incident-2026-11-27", true, "acme/agents/carol");
        channels.ask(incident, "acme/agents/dave", "acme/agents/erin");
        channels.end(
                incident,
                Name.parse("acme/agents/erin"),
                new Outcome.NobodyThere(Name.parse("acme/agents/erin"), Duration.ofSeconds(11)));
        channels.add("acme/warehouse/stock", true);
        int closing =
                channels.add(
                        "acme/warehouse/a-rather-long-channel-name-that-someone-chose",
                        true,
                        "acme/warehouse/scanner");
        channels.setPhase(closing, Channel.Phase.CLOSING);
    }

    @ParameterizedTest
    @EnumSource(
            value = Theme.class,
            names = {"LIGHT", "DARK"})
    void showsNoneFiveAndManyInBothThemes(Theme theme) {
        String name = theme.name().toLowerCase(Locale.ROOT);
        openIn(theme);
        Await.until("empty", () -> isShown("state-message"));
        picture("channels-0-" + name);

        five();
        rows(5);
        picture("channels-5-" + name);
        resize(900, 600);
        assertThat(isScrolledSideways()).isFalse();
        picture("channels-5-small-" + name);
        resize(1280, 800);
        robot().push(KeyCode.CONTROL, KeyCode.N);
        Await.until("form", () -> isShown("create-form"));
        robot().write("acme/chat/general");
        Await.until("it exists", () -> isShown("create-existing"));
        picture("channels-create-" + name);
        resize(900, 600);
        picture("channels-create-small-" + name);
        resize(1280, 800);
        robot().push(KeyCode.ESCAPE);

        for (int i = channels.list().size(); i < 5_000; i++) {
            channels.add("acme/fleet-" + i % 7 + "/channel-" + i, i % 3 > 0, "acme/agents/alice");
        }
        rows(5_000);
        picture("channels-5000-" + name);
        resize(900, 600);
        picture("channels-5000-small-" + name);
    }

    @Test
    void contentIsRecordedOnceTheOperatorHasAgreedToWhatThatMeans() {
        int id = channels.add("acme/chat/general", true, "acme/agents/alice");
        openIn(Theme.LIGHT);
        robot().interact(() -> context().navigation().reveal(new Target.OfChannel(id)));
        Await.until("page", () -> isShown("channel-page"));
        assertThat(isShown("channel-content")).isFalse();

        robot().clickOn("#channel-more");
        robot().clickOn("Record content in the audit log");
        assertThat(shownText("confirm")).contains("Members are not told");
        assertThat(context().settings().get().audit().contentOf()).isEmpty();
        robot().clickOn("#confirm-act");

        assertThat(context().settings().get().audit().contentOf())
                .containsExactly("acme/chat/general");
        assertThat(isShown("channel-content")).isTrue();
        picture("channel-content-recorded");
        robot().clickOn("#channel-more");
        robot().clickOn("Record content in the audit log");
        assertThat(context().settings().get().audit().contentOf()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Theme.class,
            names = {"LIGHT", "DARK"})
    void aPageShowsItsMembersAndHowInvitationsFare(Theme theme) {
        String name = theme.name().toLowerCase(Locale.ROOT);
        int id =
                channels.add(
                        "acme/chat/general",
                        true,
                        "acme/agents/alice",
                        "acme/agents/bob",
                        "acme/agents/carol");
        channels.setOnline(id, Name.parse("acme/agents/bob"), false);
        channels.setLeaving(id, Name.parse("acme/agents/carol"));
        openIn(theme);
        robot().interact(() -> context().navigation().reveal(new Target.OfChannel(id)));
        Await.until("page", () -> isShown("channel-page"));
        Await.until("carol leaves", () -> shownText("channel-members").contains("Leaving"));
        picture("channel-members-" + name);
        robot().clickOn("#channel-tab-conversation");
        Await.until("conversation", () -> isShown("conversation"));
        picture("channel-conversation-" + name);
        robot().clickOn("#channel-tab-group");
        Await.until("group", () -> isShown("group-pane"));
        picture("channel-group-" + name);
        robot().clickOn("#channel-tab-members");
        channels.ask(
                id,
                "acme/agents/dave",
                "acme/agents/erin",
                "acme/agents/frank",
                "acme/agents/grace");
        channels.reach(id, Name.parse("acme/agents/dave"), Invitation.Step.JOINING);
        channels.end(
                id,
                Name.parse("acme/agents/erin"),
                new Outcome.NobodyThere(Name.parse("acme/agents/erin"), Duration.ofSeconds(11)));
        channels.accept(id, Name.parse("acme/agents/frank"));
        Await.until("invitations", () -> isShown("invitations"));
        picture("channel-invitations-" + name);
        resize(900, 600);
        picture("channel-invitations-small-" + name);
        resize(1280, 800);
        robot().push(KeyCode.CONTROL, KeyCode.I);
        Await.until("form", () -> isShown("invite-form"));
        picture("channel-invite-" + name);
        resize(900, 600);
        picture("channel-invite-small-" + name);
    }

    @ParameterizedTest
    @EnumSource(
            value = Theme.class,
            names = {"LIGHT", "DARK"})
    void theFirstPageAsksForAnIdentityAndTheListFollows(Theme theme) {
        String name = theme.name().toLowerCase(Locale.ROOT);
        channels = FakeChannels.withoutIdentity();
        openIn(theme);
        Await.until("first page", () -> isShown("channels-first"));
        picture("channels-first-" + name);

        robot().clickOn("#identity-secret").write("too short");
        Await.until("it says so", () -> isShown("identity-secret-finding"));
        picture("channels-first-short-" + name);
        robot().clickOn("#identity-generate");
        Await.until("it is good", () -> textOf("identity-secret-finding").contains("enough"));
        resize(900, 600);
        picture("channels-first-small-" + name);
        resize(1280, 800);
        robot().clickOn("#identity-apply");

        Await.until("the list", () -> isShown("channels-screen"));
        assertThat(channels.identities())
                .singleElement()
                .satisfies(
                        identity -> {
                            assertThat(identity.service())
                                    .isEqualTo(ConsoleIdentity.DEFAULT_SERVICE);
                            assertThat(identity.secret()).hasSize(43);
                        });
    }

    @ParameterizedTest
    @EnumSource(
            value = Theme.class,
            names = {"LIGHT", "DARK"})
    void whatIsKnownStaysReadableWhileTheConsoleCannotTakePart(Theme theme) {
        String name = theme.name().toLowerCase(Locale.ROOT);
        openIn(theme);
        Await.until("empty", () -> isShown("state-message"));
        channels.setState(new ChannelsState.Failed("The name is taken by somebody else."));
        Await.until("failed", () -> shownText("channels").contains("taken by somebody else"));
        picture("channels-failed-" + name);

        five();
        channels.setState(new ChannelsState.NodeDown());
        channels.setLost(
                List.of(
                        new LostChannel(
                                1_204,
                                "Its state was written by a newer version of the console.")));
        rows(5);
        Await.until("banner", () -> isShown("state-banner"));
        Await.until("lost", () -> isShown("channels-lost"));
        robot().clickOn("#channels-lost-show");
        picture("channels-stopped-" + name);

        robot().clickOn("#lost-forget-1204");
        robot().clickOn("#confirm-act");
        Await.until("forgotten", () -> channels.lost().isEmpty());
    }

    @ParameterizedTest
    @EnumSource(
            value = Theme.class,
            names = {"LIGHT", "DARK"})
    void severalAreChosenFromTheLiveRoutesAndInvitedAtOnce(Theme theme) {
        String name = theme.name().toLowerCase(Locale.ROOT);
        int id = channels.add("acme/chat/general", true, "acme/agents/carol");
        List<Name> there = new ArrayList<>();
        for (String who : List.of("alice", "bob", "carol", "dave", "erin", "frank")) {
            there.add(FakeChannels.instance(Name.parse("acme/agents/" + who)));
        }
        for (int i = 1; i <= 3; i++) {
            there.add(
                    Name.parse(
                            "acme/warehouse/scanner/0000000%d-0000-4000-8000-000000000000"
                                    .formatted(i)));
        }
        node().setRoutes(there.stream().map(InviteViewModelTest::route).toList());
        openIn(theme);
        robot().interact(() -> context().navigation().reveal(new Target.OfChannel(id)));
        robot().push(KeyCode.CONTROL, KeyCode.I);
        Await.until("routes", () -> shownText("invite-candidates").contains("any of 3"));
        robot().push(KeyCode.DOWN).push(KeyCode.SPACE);
        robot().push(KeyCode.DOWN).push(KeyCode.SPACE);
        robot().clickOn("#invite-search").write("acme/elsewhere/grace");
        Await.until("three", () -> textOf("invite-send").equals("Invite 3"));
        picture("channel-invite-chosen-" + name);

        robot().push(KeyCode.ESCAPE).push(KeyCode.CONTROL, KeyCode.I);
        Await.until("still three", () -> textOf("invite-send").equals("Invite 3"));
        robot().push(KeyCode.CONTROL, KeyCode.ENTER);

        Await.until("invited", () -> channels.find(id).orElseThrow().invitations().size() == 3);
        assertThat(channels.find(id).orElseThrow().invitations())
                .extracting(invitation -> invitation.asked().service())
                .containsExactly("alice", "bob", "grace");
    }

    @Test
    void whatIsTypedIntoTheFormStaysWhileItIsClosed() {
        openIn(Theme.LIGHT);
        Await.until("empty", () -> isShown("state-message"));
        robot().push(KeyCode.CONTROL, KeyCode.N).write("acme/chat/gen").push(KeyCode.ESCAPE);
        Await.until("closed", () -> !isShown("create-form"));

        robot().push(KeyCode.CONTROL, KeyCode.N).write("eral").push(KeyCode.ENTER);

        Await.until("its page", () -> isShown("channel-page"));
        assertThat(channels.list())
                .extracting(channel -> channel.name().prefix())
                .containsExactly("acme/chat/general");
    }

    @ParameterizedTest
    @EnumSource(
            value = Theme.class,
            names = {"LIGHT", "DARK"})
    void aChannelOfManyIsClosedByWhoTypesItsName(Theme theme) {
        String name = theme.name().toLowerCase(Locale.ROOT);
        String[] many =
                IntStream.range(0, 199)
                        .mapToObj(i -> "acme/fleet/worker-" + i)
                        .toArray(String[]::new);
        int id = channels.add("acme/fleet/all", true, many);
        for (int i = 0; i < 12; i++) {
            channels.ask(id, "acme/fleet/newcomer-" + i);
        }
        for (int i = 0; i < 5; i++) {
            channels.accept(id, Name.parse("acme/fleet/newcomer-" + i));
        }
        openIn(theme);
        robot().interact(() -> context().navigation().reveal(new Target.OfChannel(id)));
        Await.until(
                "members", () -> find(TableView.class, "channel-members").getItems().size() == 205);
        picture("channel-205-members-" + name);
        resize(900, 600);
        picture("channel-205-members-small-" + name);
        resize(1280, 800);

        robot().clickOn("#channel-close");
        Await.until("question", () -> isShown("confirm-typed"));
        picture("channel-close-many-" + name);
        assertThat(find("confirm-act").isDisabled()).isTrue();
        robot().write("acme/fleet/all");
        Await.until("it can be done", () -> !find("confirm-act").isDisabled());
        robot().push(KeyCode.ENTER);

        Await.until("closed", () -> channels.list().isEmpty());
        Await.until("back on the list", () -> isShown("channels-screen"));
    }
}
