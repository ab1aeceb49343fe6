package io.slimconsole.session.identity.jwt;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;

/// What a small file holds, read anew when it is asked for and has changed.
///
/// It is looked at when it is needed, once a second at most, and not watched: that works on every file system, also where the file is
/// a link that somebody moves, and needs no thread. A new content that can't be used leaves the last good one in force.
///
/// @param <T> what is made of it
final class FileContent<T> {
    static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    /// Keys and tokens have some thousand; it is the file of something else.
    static final int MOST_BYTES = 1 << 20;

    private static final Logger log = LoggerFactory.getLogger(FileContent.class);

    /// Makes something of the text of a file.
    @FunctionalInterface
    interface Reading<T> {
        T read(String text) throws IdentityException;
    }

    private record Held<T>(String text, T value, Instant looked) {}

    private final Path file;
    private final Reading<T> reading;
    private final InstantSource clock;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile Held<T> held;

    /// @throws IdentityException if it can't be read, or not be used
    FileContent(Path file, Reading<T> reading, InstantSource clock) throws IdentityException {
        this.file = file;
        this.reading = reading;
        this.clock = clock;
        String text = text();
        this.held = new Held<>(text, value(text), clock.instant());
    }

    T current() {
        if (isDue() && looking.tryLock()) {
            try {
                look();
            } finally {
                looking.unlock();
            }
        }
        return held.value();
    }

    private boolean isDue() {
        Duration since = Duration.between(held.looked(), clock.instant());
        return since.compareTo(LOOK_EVERY) >= 0 || since.isNegative();
    }

    private void look() {
        Held<T> before = held;
        String text = before.text();
        T value = before.value();
        try {
            String found = text();
            if (!found.equals(text)) {
                text = found; // not to be looked at twice, good or not
                value = value(found);
                log.atInfo().addKeyValue("file", file).log("read anew");
            }
        } catch (IdentityException e) {
            log.atWarn()
                    .addKeyValue("file", file)
                    .addKeyValue("why", e.getMessage())
                    .log("what it held before stays in force");
        }
        held = new Held<>(text, value, clock.instant());
    }

    private T value(String text) throws IdentityException {
        try {
            return reading.read(text);
        } catch (IdentityException e) {
            throw new IdentityException("%s: %s".formatted(file, e.getMessage()), e);
        }
    }

    private String text() throws IdentityException {
        try (InputStream content = Files.newInputStream(file)) {
            byte[] bytes = content.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new IdentityException(
                        "%s has more than %d bytes: it is neither keys nor a token"
                                .formatted(file, MOST_BYTES));
            }
            return new String(bytes, UTF_8);
        } catch (IOException e) {
            throw new IdentityException("can't read " + file, e);
        }
    }

    Path file() {
        return file;
    }
}
