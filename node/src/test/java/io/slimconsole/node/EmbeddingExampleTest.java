package io.slimconsole.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;

import io.slimconsole.node.name.Name;
import io.slimconsole.node.name.NameId;
import io.slimconsole.node.wire.SlimMessage;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// The example of the README: it compiles, it runs, and it is the one that stands there.
final class EmbeddingExampleTest {
    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();

    @Test
    void theExampleRuns() throws InterruptedException {
        example();

        assertThat(said.poll(45, TimeUnit.SECONDS)).isEqualTo("hello");
    }

    @Test
    void theReadmeShowsTheExample() {
        assertThat(normalized(read("README.md"))).contains(normalized(exampleInThisFile()));
    }

    private void example() throws InterruptedException {
        // example:
        try (SlimNode node = SlimNode.create(NodeConfig.loopback(0))) {
            node.listen(event -> show(event));
            node.start(); // SDK clients can connect to node.status().address()

            Name clock = new Name("org", "ns", "clock", new NameId(0, 1));
            Name greeter = new Name("org", "ns", "greeter", new NameId(0, 2));
            node.attach("a clock", clock, (self, message) -> say(message.payload()));
            LocalApplication sender = node.attach("a greeter", greeter, (self, message) -> {});
            SendResult result =
                    sender.send(
                            SlimMessage.publish(greeter, clock)
                                    .payload("text/plain", ByteString.copyFromUtf8("hello"))
                                    .build());

            assertThat(result).isEqualTo(new SendResult.Sent(1));
            assertThat(node.routes().routes()).hasSize(2);
            // :example
            assertThat(said.take()).isEqualTo("hello");
            said.add("hello");
        }
    }

    private void say(ByteString text) {
        said.add(text.toStringUtf8());
    }

    private static void show(NodeEvent event) {
        assertThat(event.at()).isNotNull();
    }

    private static String exampleInThisFile() {
        String source = read("src/test/java/io/slimconsole/node/EmbeddingExampleTest.java");
        return source.substring(
                source.indexOf("// example:\n") + 12, source.indexOf("            // :example\n"));
    }

    private static String normalized(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
