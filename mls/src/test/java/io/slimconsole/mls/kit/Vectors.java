package io.slimconsole.mls.kit;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.mls.crypto.Secret;

import org.junit.jupiter.api.Named;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/// The MLS working group's published vectors and the recorded walks of mls-rs, read where they lie: the folder that the
/// system property `slim.shared.dir` names. Where it is missing, a test is skipped and says so; where `CI` is set, it
/// fails.
public final class Vectors {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Path FOLDER =
            Path.of(System.getProperty("slim.shared.dir", "../../shared"), "mls-vectors");

    private static final int P521 = 5;
    private static final int P521_BYTES = 66;

    private Vectors() {}

    /// Each vector of a file, named by its place in it.
    public static List<Named<JsonNode>> of(String file) {
        Path path = FOLDER.resolve(file);
        requireThere(Files.isRegularFile(path), path);
        JsonNode all = read(path);
        return IntStream.range(0, all.size())
                .mapToObj(i -> Named.of(name(file, i, all.get(i)), all.get(i)))
                .toList();
    }

    /// The names of the files that begin so.
    public static List<String> files(String prefix) {
        requireThere(Files.isDirectory(FOLDER), FOLDER);
        try (var files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(prefix))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void requireThere(boolean there, Path path) {
        if (there) {
            return;
        }
        String missing = "no test vectors: there is no " + path.toAbsolutePath().normalize();
        if (System.getenv("CI") == null) {
            abort(missing);
        }
        fail(missing);
    }

    private static JsonNode read(Path path) {
        try (var in = Files.newInputStream(path)) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(String file, int index, JsonNode vector) {
        JsonNode suite = vector.get("cipher_suite");
        return suite == null
                ? "%s %d".formatted(file, index)
                : "%s %d, suite %d".formatted(file, index, suite.asInt());
    }

    /// The bytes of a member that is written in hexadecimal.
    public static byte[] hex(JsonNode vector, String member) {
        return hex(vector.get(member));
    }

    public static byte[] hex(JsonNode value) {
        return HexFormat.of().parseHex(value.asString());
    }

    public static Opaque opaque(JsonNode vector, String member) {
        return Opaque.of(hex(vector, member));
    }

    public static Secret secret(JsonNode vector, String member) {
        return Secret.ofBytes(hex(vector, member));
    }

    /// A private key; some vectors of P-521 leave out its leading zeros.
    public static byte[] privateKey(JsonNode vector, String member) {
        byte[] given = hex(vector, member);
        if (suite(vector).id() != P521) {
            return given;
        }
        byte[] whole = new byte[P521_BYTES];
        System.arraycopy(given, 0, whole, P521_BYTES - given.length, given.length);
        return whole;
    }

    public static CipherSuite suite(int id) {
        return CipherSuite.find(id).orElseThrow();
    }

    public static CipherSuite suite(JsonNode vector) {
        return suite(vector.get("cipher_suite").asInt());
    }
}
