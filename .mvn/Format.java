import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Checks or applies the one format of all Java sources; the root POM runs it in the `test` phase.
///
/// It runs on the JDK of the toolchain, which the formatter needs in order to read Java 25: Maven's own JVM may be older.
final class Format {
    private static final Set<String> NOT_OURS = Set.of("target", ".git", "node_modules");

    private Format() {}

    static void main(String[] args) throws IOException {
        boolean apply = args.length > 0 && args[0].equals("apply");
        var formatter =
                new Formatter(
                        JavaFormatterOptions.builder()
                                .style(JavaFormatterOptions.Style.AOSP)
                                .formatJavadoc(false)
                                .build());
        List<String> wrong =
                sources(Path.of("")).parallelStream()
                        .flatMap(file -> problem(formatter, file, apply).stream())
                        .sorted()
                        .toList();
        if (!wrong.isEmpty()) {
            wrong.forEach(System.err::println);
            System.err.println("To format them: mvn test -N -Dformat=apply");
            System.exit(1);
        }
    }

    private static List<Path> sources(Path root) throws IOException {
        var found = new ArrayList<Path>();
        Files.walkFileTree(
                root.toAbsolutePath(),
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path directory, BasicFileAttributes attributes) {
                        return NOT_OURS.contains(directory.getFileName().toString())
                                ? FileVisitResult.SKIP_SUBTREE
                                : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        if (file.toString().endsWith(".java")) {
                            found.add(file);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
        return found;
    }

    private static List<String> problem(Formatter formatter, Path file, boolean apply) {
        try {
            String text = Files.readString(file);
            String first = once(formatter, text);
            if (first.equals(text)) {
                return List.of();
            }
            String formatted = once(formatter, first); // its first pass may leave work to do
            if (apply) {
                Files.writeString(file, formatted);
                return List.of();
            }
            return List.of("not formatted: " + file);
        } catch (FormatterException | IOException e) {
            return List.of("cannot format " + file + ": " + e.getMessage());
        }
    }

    private static String once(Formatter formatter, String text) throws FormatterException {
        return formatter.formatSourceAndFixImports(RemoveUnusedImports.removeUnusedImports(text));
    }
}
