package io.slimconsole.ui.shell;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.util.Subscription;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Where the operator is, was, and can go: the screens by id, with a history like a browser's.
public final class Navigation {
    private static final int HISTORY = 100;

    /// A place: a screen, and perhaps something on it.
    public record Place(String screen, Optional<Target> target) {}

    private final ReadOnlyObjectWrapper<Place> current =
            new ReadOnlyObjectWrapper<>(new Place("", Optional.empty()));
    private final ReadOnlyBooleanWrapper canGoBack = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper canGoForward = new ReadOnlyBooleanWrapper();
    private final List<Place> history = new ArrayList<>();
    private final List<Consumer<Place>> listeners = new ArrayList<>();
    private int position = -1;

    /// The present place; its screen is empty until the first one is opened.
    public ReadOnlyObjectProperty<Place> current() {
        return current.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty canGoBack() {
        return canGoBack.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty canGoForward() {
        return canGoForward.getReadOnlyProperty();
    }

    /// Hears every move, to the present place as well.
    public Subscription listen(Consumer<Place> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /// Goes to a screen, by its id.
    public void open(String screen) {
        go(new Place(screen, Optional.empty()));
    }

    /// Goes to a screen and brings `target` into sight there.
    public void reveal(String screen, Target target) {
        go(new Place(screen, Optional.of(target)));
    }

    /// Goes to where `target` is shown: connections on `clients`, routes and explanations on `routes`, and so on.
    public void reveal(Target target) {
        reveal(screenOf(target), target);
    }

    /// Goes one place back; does nothing at the beginning.
    public void back() {
        if (position > 0) {
            position--;
            moved();
        }
    }

    /// Takes back one [#back]; does nothing at the end.
    public void forward() {
        if (position < history.size() - 1) {
            position++;
            moved();
        }
    }

    private static String screenOf(Target target) {
        return switch (target) {
            case Target.OfConnection _,
                    Target.OfTroubledConnections _,
                    Target.OfClosedConnections _ ->
                    "clients";
            case Target.OfRoute _, Target.OfNamesOf _, Target.OfExplanation _ -> "routes";
            case Target.OfChannel _ -> "channels";
            case Target.OfRecorded(String trail, String _) -> trail;
            case Target.OfEntry(String trail, long _) -> trail;
            case Target.OfSettings _ -> "settings";
        };
    }

    private void go(Place place) {
        if (position >= 0 && history.get(position).equals(place)) {
            // what is there may have been scrolled or closed since
            moved();
            return;
        }
        history.subList(position + 1, history.size()).clear();
        history.add(place);
        if (history.size() > HISTORY) {
            history.removeFirst();
        }
        position = history.size() - 1;
        moved();
    }

    private void moved() {
        canGoBack.set(position > 0);
        canGoForward.set(position < history.size() - 1);
        Place place = history.get(position);
        current.set(place);
        List.copyOf(listeners).forEach(listener -> listener.accept(place));
    }
}
