package io.slimconsole.mls;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.mls.group.Check;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Holds `VALIDATION.md` to the code.
final class LedgerTest {
    private static final List<String> PACKAGES =
            List.of("", ".group", ".tree", ".codec", ".crypto");
    private static final Pattern METHOD = Pattern.compile("`(\\w+)#(\\w+)`");
    private static final Pattern CHECK = Pattern.compile("`([A-Z_]+)`");

    /// A row of the table.
    private record Row(String check, String where, String tests) {}

    private static List<Row> rows() throws IOException {
        return Files.readAllLines(Path.of("VALIDATION.md")).stream()
                .filter(line -> line.startsWith("| §") || line.startsWith("| (ours)"))
                .map(line -> line.split("\\|", -1))
                .map(cells -> new Row(cells[3], cells[4], cells[5]))
                .toList();
    }

    private static List<MatchResult> methods(String cell) {
        return METHOD.matcher(cell).results().toList();
    }

    @Test
    void theLedgerHasEachCheckAndNoOther() throws IOException {
        List<String> named =
                rows().stream()
                        .flatMap(row -> CHECK.matcher(row.check()).results())
                        .map(result -> result.group(1))
                        .distinct()
                        .toList();

        assertThat(named)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Check.values()).map(Check::name).toList());
    }

    @Test
    void eachRowNamesWhereItIsCheckedAndATest() throws IOException {
        assertThat(rows())
                .allSatisfy(
                        row -> {
                            assertThat(CHECK.matcher(row.check()).results()).hasSize(1);
                            assertThat(methods(row.where())).isNotEmpty();
                            assertThat(methods(row.tests())).isNotEmpty();
                        });
    }

    @Test
    void eachPlaceThatTheLedgerNamesIsThere() throws IOException {
        for (Row row : rows()) {
            for (MatchResult place : methods(row.where())) {
                assertThat(type(place.group(1)).getDeclaredMethods())
                        .as(place.group())
                        .anyMatch(method -> method.getName().equals(place.group(2)));
            }
        }
    }

    @Test
    void eachTestThatTheLedgerNamesIsThere() throws IOException {
        for (Row row : rows()) {
            for (MatchResult test : methods(row.tests())) {
                assertThat(type(test.group(1)).getDeclaredMethods())
                        .as(test.group())
                        .anyMatch(
                                method ->
                                        method.getName().equals(test.group(2))
                                                && (method.isAnnotationPresent(Test.class)
                                                        || method.isAnnotationPresent(
                                                                ParameterizedTest.class)));
            }
        }
    }

    private static Class<?> type(String name) {
        for (String each : PACKAGES) {
            try {
                return Class.forName("io.slimconsole.mls" + each + "." + name);
            } catch (ClassNotFoundException e) {
                // the next package may have it
            }
        }
        throw new AssertionError("the ledger names a class that is not there: " + name);
    }
}
