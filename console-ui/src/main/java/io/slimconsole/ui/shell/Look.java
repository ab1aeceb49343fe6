package io.slimconsole.ui.shell;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;

import javafx.application.Application;
import javafx.scene.Scene;

import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// The console's style sheets, for every window of it.
public final class Look {
    private static final double NORMAL_PIXELS = 13;

    private Look() {}

    /// Gives `scene` its colours and sizes. The colours of controls are the application's: all windows have the same.
    ///
    /// @param fontPercent of the usual text size; everything else follows it
    public static void apply(Scene scene, boolean dark, int fontPercent) {
        String colours =
                Objects.requireNonNull(
                        (dark ? new PrimerDark() : new PrimerLight()).getUserAgentStylesheetBSS());
        if (!colours.equals(Application.getUserAgentStylesheet())) {
            Application.setUserAgentStylesheet(colours);
        }
        List<String> sheets =
                List.of(
                        sheet("bridge.css"),
                        sheet("tokens.css"),
                        sheet("app.css"),
                        fontSize(fontPercent));
        if (!scene.getStylesheets().equals(sheets)) {
            scene.getStylesheets().setAll(sheets);
        }
    }

    private static String sheet(String name) {
        URL url = Look.class.getResource(name);
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
