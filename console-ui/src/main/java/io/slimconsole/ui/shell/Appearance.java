package io.slimconsole.ui.shell;

import io.slimconsole.persistence.ConsoleSettings;
import io.slimconsole.persistence.Theme;

import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.scene.Scene;
import javafx.util.Subscription;

/// Colours and size of everything in the window, as the settings say.
final class Appearance implements AutoCloseable {
    private static final int STEP_PERCENT = 10;

    private final Scene scene;
    private final CurrentSettings settings;
    private final ReadOnlyBooleanWrapper dark = new ReadOnlyBooleanWrapper();
    private final Subscription subscription;

    /// Applies the settings to `scene` now, and whenever they or the desktop's colours change.
    Appearance(Scene scene, CurrentSettings settings) {
        this.scene = scene;
        this.settings = settings;
        this.subscription =
                Subscription.combine(
                        settings.value().subscribe(this::apply),
                        Platform.getPreferences()
                                .colorSchemeProperty()
                                .subscribe((_, _) -> apply(settings.get())));
    }

    @Override
    public void close() {
        subscription.unsubscribe();
    }

    ReadOnlyBooleanProperty dark() {
        return dark.getReadOnlyProperty();
    }

    void choose(Theme theme) {
        settings.change(s -> s.withTheme(theme));
    }

    void larger() {
        resize(settings.get().fontPercent() + STEP_PERCENT);
    }

    void smaller() {
        resize(settings.get().fontPercent() - STEP_PERCENT);
    }

    void normalSize() {
        resize(100);
    }

    private void resize(int percent) {
        int allowed =
                Math.clamp(
                        percent,
                        ConsoleSettings.MIN_FONT_PERCENT,
                        ConsoleSettings.MAX_FONT_PERCENT);
        settings.change(s -> s.withFontPercent(allowed));
    }

    private void apply(ConsoleSettings now) {
        boolean darkNow =
                switch (now.theme()) {
                    case LIGHT -> false;
                    case DARK -> true;
                    case SYSTEM -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
                };
        dark.set(darkNow);
        Look.apply(scene, darkNow, now.fontPercent());
    }
}
