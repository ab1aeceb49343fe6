package io.slimconsole.tests.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.HdrHistogram.Histogram;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/// What the machine itself takes: the same messages at the same rate through a process that only copies bytes
/// ([RelayMain]), with no node in the way. No node can be faster than this.
record Floor(String title, int messageBytes, int perSecond) implements Scenario {
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    @Override
    public List<Metric> shown() {
        return List.of(Metric.P50, Metric.P99, Metric.P999, Metric.MAX);
    }

    @Override
    public Stage prepare(Driver driver, RunningNode node) {
        try {
            return new Running(this);
        } catch (IOException e) {
            throw new UncheckedIOException("the relay does not start", e);
        }
    }

    private static final class Running implements Stage {
        private final Floor floor;
        private final Process relay;
        private final Socket in;
        private final Socket out;

        Running(Floor floor) throws IOException {
            this.floor = floor;
            relay =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-XX:+UseSerialGC",
                                    "-classpath",
                                    System.getProperty("java.class.path"),
                                    RelayMain.class.getName())
                            .redirectError(Redirect.INHERIT)
                            .start();
            String port = relay.inputReader(US_ASCII).readLine();
            if (port == null) {
                throw new IOException("it ended at once");
            }
            in = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(port));
            out = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(port));
            in.setTcpNoDelay(true);
        }

        @Override
        public void warmUp(Duration duration) {
            measure(duration);
        }

        @Override
        public Figures measure(Duration duration) {
            int messages = Math.toIntExact(duration.toMillis() * floor.perSecond() / 1000);
            try (var threads = Executors.newSingleThreadExecutor()) {
                var received = CompletableFuture.supplyAsync(() -> receive(messages), threads);
                send(messages);
                return new Figures(Latency.figures(received.join()), List.of());
            }
        }

        private void send(int messages) {
            try {
                OutputStream stream = in.getOutputStream();
                var message = ByteBuffer.allocate(floor.messageBytes());
                long begin = System.nanoTime();
                for (int i = 0; i < messages; i++) {
                    long due = begin + i * NANOS_PER_SECOND / floor.perSecond();
                    for (long wait = due - System.nanoTime(); wait > 0; ) {
                        LockSupport.parkNanos(wait);
                        wait = due - System.nanoTime();
                    }
                    stream.write(message.putLong(0, due).array());
                }
            } catch (IOException e) {
                throw new UncheckedIOException("the relay takes nothing", e);
            }
        }

        private Histogram receive(int messages) {
            try {
                var stream = new DataInputStream(out.getInputStream());
                var message = ByteBuffer.allocate(floor.messageBytes());
                var micros = new Histogram(3);
                for (int i = 0; i < messages; i++) {
                    stream.readFully(message.array());
                    long late = System.nanoTime() - message.getLong(0);
                    micros.recordValue(Math.max(0, late) / 1000);
                }
                return micros;
            } catch (IOException e) {
                throw new UncheckedIOException("the relay gives nothing", e);
            }
        }

        @Override
        public void close() {
            relay.destroy();
            try (in;
                    out) {
                relay.onExit().join();
            } catch (IOException e) {
                throw new UncheckedIOException("a connection to the relay", e);
            }
        }
    }
}
