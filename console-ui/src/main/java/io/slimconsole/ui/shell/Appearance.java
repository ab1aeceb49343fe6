package io.slimconsole.ui.shell;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;

import io.slimconsole.persistence.ConsoleSettings;
import io.slimconsole.persistence.Theme;

import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.scene.Scene;
import javafx.util.Subscription;

import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// Colours and size of everything in the window, as the settings say.
final class Appearance implements AutoCloseable {
    private static final double NORMAL_PIXELS = 13;
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
        String colours =
                Objects.requireNonNull(
                        (darkNow ? new PrimerDark() : new PrimerLight())
                                .getUserAgentStylesheetBSS());
        if (!colours.equals(Application.getUserAgentStylesheet())) {
            Application.setUserAgentStylesheet(colours);
        }
        List<String> sheets =
                List.of(
                        sheet("bridge.css"),
                        sheet("tokens.css"),
                        sheet("app.css"),
                        fontSize(now.fontPercent()));
        if (!scene.getStylesheets().equals(sheets)) {
            scene.getStylesheets().setAll(sheets);
        }
    }

    private static String sheet(String name) {
        URL url = Appearance.class.getResource(name);
        return Objects.requireNonNull(url, name).toExternalForm();
    }

    /// A stylesheet of its own: all other sizes are in em and follow it. Icons don't, since an em of theirs is the
    /// size of the icon itself.
    private static String fontSize(int percent) {
        double pixels = NORMAL_PIXELS * percent / 100;
        String css =
                String.format(
                        Locale.ROOT,
                        ".root{-fx-font-size:%.2fpx;}.icon{-fx-icon-size:%.0fpx;}"
                                + ".icon.state-icon{-fx-icon-size:%.0fpx;}",
                        pixels,
                        pixels * 1.15,
                        pixels * 2.6);
        return "data:text/css;base64,"
                + Base64.getEncoder().encodeToString(css.getBytes(StandardCharsets.US_ASCII));
    }
}
