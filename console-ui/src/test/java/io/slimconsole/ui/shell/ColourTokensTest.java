package io.slimconsole.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.theme.PrimerDark;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The colours of both themes: readable by WCAG's measure, and written in one file only.
final class ColourTokensTest {
    /// WCAG 2.2, success criterion 1.4.3: text of the usual size.
    private static final double READABLE = 4.5;

    private static final Path CODE = Path.of("src", "main");
    private static final Path SHEETS =
            CODE.resolve(Path.of("resources", "io", "slimconsole", "ui", "shell"));
    private static final Pattern DECLARATION =
            Pattern.compile("(-(?:slim|color)-[\\w-]+)\\s*:\\s*([^;]+);");
    private static final Pattern RGB =
            Pattern.compile("rgba?\\((\\d+),\\s*(\\d+),\\s*(\\d+)(?:,\\s*([\\d.]+))?\\)");
    private static final Pattern TEXT_FILL =
            Pattern.compile("-fx-text-fill\\s*:\\s*([^;\\s}]+)\\s*;");
    private static final Pattern WRITTEN_OUT =
            Pattern.compile(
                    "#[0-9a-fA-F]{3,8}\\b|\\brgba?\\(|\\bhsba?\\(|Color\\.(?:web|rgb|hsb|valueOf)\\b");

    /// What text is written in, each with what it is written on.
    private static final Map<String, List<String>> TEXT_ON =
            Map.of(
                    "-color-fg-default",
                    List.of(
                            "-slim-surface",
                            "-slim-frame",
                            "-slim-inset",
                            "-slim-hover",
                            "-slim-accent-bg",
                            "-slim-ok-bg",
                            "-slim-warn-bg",
                            "-slim-error-bg"),
                    "-slim-muted",
                    List.of(
                            "-slim-surface",
                            "-slim-frame",
                            "-slim-inset",
                            "-slim-hover",
                            "-slim-accent-bg"),
                    "-slim-ok",
                    List.of("-slim-surface", "-slim-frame", "-slim-ok-bg"),
                    "-slim-warn",
                    List.of("-slim-surface", "-slim-frame", "-slim-warn-bg"),
                    "-slim-error",
                    List.of("-slim-surface", "-slim-frame", "-slim-error-bg"),
                    "-slim-accent",
                    List.of("-slim-surface", "-slim-frame", "-slim-accent-bg"),
                    "-slim-badge-text",
                    List.of("-slim-badge", "-slim-badge-error"));

    /// Between 0 and 1; `alpha` 1 hides what is below.
    private record Colour(double red, double green, double blue, double alpha) {
        Colour over(Colour below) {
            return new Colour(
                    red * alpha + below.red * (1 - alpha),
                    green * alpha + below.green * (1 - alpha),
                    blue * alpha + below.blue * (1 - alpha),
                    1);
        }

        /// WCAG's relative luminance.
        double luminance() {
            return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
        }

        double contrast(Colour other) {
            double one = luminance() + 0.05;
            double two = other.luminance() + 0.05;
            return Math.max(one, two) / Math.min(one, two);
        }

        private static double linear(double channel) {
            return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
        }
    }

    @Test
    void blackOnWhiteHasTheContrastThatWcagSays() {
        var black = new Colour(0, 0, 0, 1);
        var white = new Colour(1, 1, 1, 1);
        var grey = parse("#767676");

        assertThat(black.contrast(white)).isEqualTo(21);
        assertThat(white.contrast(grey)).isBetween(4.54, 4.55);
        assertThat(new Colour(0, 0, 0, 0.5).over(white)).isEqualTo(new Colour(0.5, 0.5, 0.5, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"primer-light", "primer-dark"})
    void textIsReadableOnEverythingItIsWrittenOn(String theme) throws IOException {
        Map<String, String> tokens = tokens(theme);
        Colour surface = colour("-slim-surface", tokens);
        List<String> unreadable = new ArrayList<>();
        TEXT_ON.forEach(
                (text, grounds) -> {
                    for (String name : grounds) {
                        Colour ground = colour(name, tokens).over(surface);
                        double contrast = colour(text, tokens).over(ground).contrast(ground);
                        if (contrast < READABLE) {
                            unreadable.add("%s on %s: %.2f".formatted(text, name, contrast));
                        }
                    }
                });

        assertThat(unreadable).isEmpty();
    }

    @Test
    void everyColourOfTextIsMeasured() throws IOException {
        Map<String, String> tokens = tokens("primer-light");
        Set<String> used = new LinkedHashSet<>();
        for (Path sheet : files(CODE, ".css")) {
            Matcher fill = TEXT_FILL.matcher(Files.readString(sheet));
            while (fill.find()) {
                used.add(original(fill.group(1), tokens));
            }
        }

        assertThat(used)
                .isNotEmpty()
                .isSubsetOf(TEXT_ON.keySet().stream().map(t -> original(t, tokens)).toList());
    }

    @Test
    void coloursAreWrittenOutInTheTokenFileOnly() throws IOException {
        List<String> elsewhere = new ArrayList<>();
        for (Path file :
                Stream.concat(files(CODE, ".css").stream(), files(CODE, ".java").stream())
                        .filter(file -> !file.endsWith("tokens.css"))
                        .toList()) {
            for (String line : Files.readAllLines(file)) {
                // Javadoc refers to members with the same sign: [Class#fade]
                if (!line.strip().startsWith("///") && WRITTEN_OUT.matcher(line).find()) {
                    elsewhere.add(file.getFileName() + ": " + line.strip());
                }
            }
        }

        assertThat(WRITTEN_OUT.matcher(Files.readString(SHEETS.resolve("tokens.css"))).find())
                .isTrue();
        assertThat(elsewhere).isEmpty();
    }

    /// AtlantaFX's colours, and ours over them.
    private static Map<String, String> tokens(String theme) throws IOException {
        Map<String, String> tokens = new HashMap<>();
        String name = "/atlantafx/base/theme/" + theme + ".css";
        try (InputStream in =
                Objects.requireNonNull(PrimerDark.class.getResourceAsStream(name), name)) {
            declare(new String(in.readAllBytes(), StandardCharsets.UTF_8), tokens);
        }
        declare(Files.readString(SHEETS.resolve("tokens.css")), tokens);
        return tokens;
    }

    /// Only what the root declares: AtlantaFX's controls declare colours of their own further down.
    private static void declare(String css, Map<String, String> tokens) {
        int root = css.indexOf(".root {");
        Matcher declaration = DECLARATION.matcher(css.substring(root, css.indexOf('}', root)));
        while (declaration.find()) {
            tokens.put(declaration.group(1), declaration.group(2).strip());
        }
    }

    /// The name under which the theme declares the colour that `token` stands for.
    private static String original(String token, Map<String, String> tokens) {
        String value = Objects.requireNonNull(tokens.get(token), token);
        return value.startsWith("-") ? original(value, tokens) : token;
    }

    private static Colour colour(String token, Map<String, String> tokens) {
        String value = Objects.requireNonNull(tokens.get(token), token);
        return value.startsWith("-") ? colour(value, tokens) : parse(value);
    }

    private static Colour parse(String text) {
        Matcher rgb = RGB.matcher(text);
        if (rgb.matches()) {
            String alpha = rgb.group(4);
            return new Colour(
                    Integer.parseInt(rgb.group(1)) / 255.0,
                    Integer.parseInt(rgb.group(2)) / 255.0,
                    Integer.parseInt(rgb.group(3)) / 255.0,
                    alpha == null ? 1 : Double.parseDouble(alpha));
        }
        assertThat(text).matches("#[0-9a-fA-F]{6}");
        int value = Integer.parseInt(text.substring(1), 16);
        return new Colour(
                (value >> 16) / 255.0, (value >> 8 & 0xff) / 255.0, (value & 0xff) / 255.0, 1);
    }

    private static List<Path> files(Path below, String ending) throws IOException {
        try (Stream<Path> all = Files.walk(below)) {
            return all.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        }
    }
}
