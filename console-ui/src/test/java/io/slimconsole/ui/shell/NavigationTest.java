package io.slimconsole.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.node.ConnectionId;
import io.slimconsole.ui.shell.Navigation.Place;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

final class NavigationTest {
    private final Navigation navigation = new Navigation();
    private final List<String> visited = new ArrayList<>();

    @BeforeEach
    void listen() {
        navigation.listen(place -> visited.add(place.screen()));
    }

    @Test
    void backAndForwardFollowTheHistory() {
        navigation.open("overview");
        navigation.open("routes");
        navigation.open("clients");

        navigation.back();
        navigation.back();
        navigation.forward();

        assertThat(visited)
                .containsExactly("overview", "routes", "clients", "routes", "overview", "routes");
        assertThat(navigation.canGoForward().get()).isTrue();
    }

    @Test
    void aNewPlaceAfterGoingBackForgetsTheRest() {
        navigation.open("overview");
        navigation.open("routes");
        navigation.back();

        navigation.open("clients");

        assertThat(navigation.canGoForward().get()).isFalse();
        navigation.back();
        assertThat(visited).endsWith("clients", "overview");
    }

    @Test
    void atTheEndsNothingHappens() {
        navigation.back();
        navigation.forward();
        navigation.open("overview");
        navigation.back();
        navigation.forward();

        assertThat(visited).containsExactly("overview");
    }

    @Test
    void theSamePlaceIsShownAgainButRememberedOnce() {
        navigation.open("overview");
        var target = new Target.OfConnection(new ConnectionId(7));

        navigation.reveal(target);
        navigation.reveal(target);

        assertThat(visited).containsExactly("overview", "clients", "clients");
        assertThat(navigation.current().get()).isEqualTo(new Place("clients", Optional.of(target)));
        navigation.back();
        assertThat(navigation.canGoBack().get()).isFalse();
    }
}
