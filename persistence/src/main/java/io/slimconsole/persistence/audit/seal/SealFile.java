package io.slimconsole.persistence.audit.seal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slimconsole.persistence.disk.PrivateFiles;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// `audit.seal`: where each trail ended last, kept apart from the trails, so that a cut-off end shows.
///
/// Lines of text: what it is, with a version; the newest run of the node; where the trails end; the generation of keys and their MAC over the lines
/// before.
public record SealFile(Path path) {
    private static final String NAME = "audit.seal";
    private static final String FIRST_LINE = "SLIM Console audit seal 1";
    private static final int LINES = 5;
    private static final String RUN = "run ";
    private static final String MESSAGES = "messages ";
    private static final String ACTIVITY = "activity ";

    /// @param run the newest run of the node that was recorded
    public record Seal(int run, Sealed messages, Sealed activity) {
        public static Seal nothing() {
            return new Seal(0, Sealed.nothing(), Sealed.nothing());
        }

        String text() {
            return String.join(
                    "\n", FIRST_LINE, RUN + run, MESSAGES + messages, ACTIVITY + activity);
        }
    }

    /// What is there.
    public sealed interface Found {
        record Intact(Seal seal) implements Found {}

        record Missing() implements Found {}

        /// @param why in words for the operator
        record Unusable(String why) implements Found {}
    }

    public static SealFile in(Path folder) {
        return new SealFile(folder.resolve(NAME));
    }

    public void write(Seal seal, Generation keys) throws IOException {
        byte[] text = seal.text().getBytes(UTF_8);
        String mac = keys.number() + " " + HexFormat.of().formatHex(keys.mac().doFinal(text));
        PrivateFiles.put(path, (seal.text() + "\n" + mac + "\n").getBytes(UTF_8), false);
    }

    public Found read(AuditKeys keys) {
        try {
            List<String> lines = Files.readAllLines(path, UTF_8);
            Seal seal = parse(lines);
            String[] mac = lines.getLast().split(" ", -1);
            Optional<Generation> by = keys.generation(Integer.parseInt(mac[0]));
            return by.isPresent()
                            && MessageDigest.isEqual(
                                    by.get().mac().doFinal(seal.text().getBytes(UTF_8)),
                                    HexFormat.of().parseHex(mac[1]))
                    ? new Found.Intact(seal)
                    : changed();
        } catch (NoSuchFileException _) {
            return new Found.Missing();
        } catch (IOException e) {
            return new Found.Unusable(
                    "the seal %s can't be read (%s)".formatted(path, e.getMessage()));
        } catch (IllegalArgumentException | IndexOutOfBoundsException _) {
            return changed();
        }
    }

    /// The newest run of the node that was recorded, whoever wrote the file; zero if it doesn't say.
    public int run() {
        try {
            return parse(Files.readAllLines(path, UTF_8)).run();
        } catch (IOException | IllegalArgumentException _) {
            return 0;
        }
    }

    private static Seal parse(List<String> lines) {
        if (lines.size() != LINES || !lines.getFirst().equals(FIRST_LINE)) {
            throw new IllegalArgumentException("it is no seal");
        }
        return new Seal(
                Integer.parseInt(after(RUN, lines.get(1))),
                Sealed.parse(after(MESSAGES, lines.get(2))),
                Sealed.parse(after(ACTIVITY, lines.get(3))));
    }

    private static String after(String word, String line) {
        if (!line.startsWith(word)) {
            throw new IllegalArgumentException("it does not begin with " + word);
        }
        return line.substring(word.length());
    }

    private Found changed() {
        return new Found.Unusable("the seal %s was changed, or is of another log".formatted(path));
    }
}
