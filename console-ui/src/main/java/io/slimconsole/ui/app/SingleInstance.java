package io.slimconsole.ui.app;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.OptionalLong;

/// Holds the data folder for this process: one console at a time works on it.
///
/// The lock is the operating system's, so it ends with the process, however that ends. A second console asks the
/// first, over a socket in the folder, to come to the front.
final class SingleInstance implements AutoCloseable {
    /// How claiming the folder ended.
    sealed interface Claim {
        /// It is ours until the instance is closed.
        record First(SingleInstance instance) implements Claim {}

        /// Another console has it, and has come to the front.
        record HandedOver(OptionalLong pid) implements Claim {}

        /// Another console has it, and runs without a window.
        record NoWindow(OptionalLong pid) implements Claim {}

        /// Another process has it, and doesn't answer.
        record NoAnswer(OptionalLong pid) implements Claim {}
    }

    private static final Logger log = LoggerFactory.getLogger(SingleInstance.class);
    private static final String LOCK_FILE = "instance.lock";
    private static final String SOCKET_FILE = "instance.socket";
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final byte TO_FRONT = 'F';
    private static final byte DONE = 'K';
    private static final byte NO_WINDOW = 'N';

    /// More than the digits of any process id.
    private static final int PID_BYTES = 32;

    private final FileChannel lockChannel;
    private final FileLock lock;
    private final Path socketFile;
    private final @Nullable ServerSocketChannel server;
    private volatile @Nullable Runnable toFront;

    private SingleInstance(FileChannel lockChannel, FileLock lock, Path socketFile) {
        this.lockChannel = lockChannel;
        this.lock = lock;
        this.socketFile = socketFile;
        this.server = listen(socketFile);
        if (server != null) {
            ServerSocketChannel listening = server;
            Thread.ofVirtual().name("single-instance").start(() -> serve(listening));
        }
    }

    /// Takes the folder, or calls whoever has it.
    ///
    /// @param folder exists and can be written to
    /// @throws IOException if the lock file can't be made
    static Claim claim(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        folder.resolve(LOCK_FILE),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        DataFolder.restrict(folder.resolve(LOCK_FILE));
        Path socketFile = folder.resolve(SOCKET_FILE);
        FileLock lock = tryLock(channel);
        if (lock == null) {
            OptionalLong pid = readPid(channel);
            channel.close();
            return switch (callFirst(socketFile)) {
                case DONE -> new Claim.HandedOver(pid);
                case NO_WINDOW -> new Claim.NoWindow(pid);
                default -> new Claim.NoAnswer(pid);
            };
        }
        writePid(channel);
        return new Claim.First(new SingleInstance(channel, lock, socketFile));
    }

    /// @param action what a second console asks for, run on a thread of this class; without one, it hears that there
    ///     is no window
    void onToFront(Runnable action) {
        toFront = action;
    }

    /// Gives the folder back. May be called twice.
    @Override
    public void close() {
        try {
            if (server != null && server.isOpen()) {
                server.close();
                Files.deleteIfExists(socketFile);
            }
            if (lockChannel.isOpen()) {
                lock.release();
                lockChannel.close();
            }
        } catch (IOException e) {
            log.atDebug().setCause(e).log("the data folder was not given back cleanly");
        }
    }

    /// One byte far behind the text is locked: on Windows, others could not read a locked text.
    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(1024, 1, false);
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    private static void writePid(FileChannel channel) throws IOException {
        channel.truncate(0);
        channel.write(US_ASCII.encode(Long.toString(ProcessHandle.current().pid())), 0);
    }

    private static OptionalLong readPid(FileChannel channel) throws IOException {
        var text = ByteBuffer.allocate(PID_BYTES);
        channel.read(text, 0);
        try {
            return OptionalLong.of(Long.parseLong(US_ASCII.decode(text.flip()).toString().strip()));
        } catch (NumberFormatException notWrittenYet) {
            return OptionalLong.empty();
        }
    }

    /// Without a socket (its path may be too long for one) the lock still holds; only "to the front" is lost.
    private static @Nullable ServerSocketChannel listen(Path socketFile) {
        ServerSocketChannel channel = null;
        try {
            Files.deleteIfExists(
                    socketFile); // left by a console that was killed: the lock is ours now
            channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            channel.bind(UnixDomainSocketAddress.of(socketFile));
            DataFolder.restrict(socketFile);
            return channel;
        } catch (IOException | UnsupportedOperationException e) {
            log.info("a second console can't bring this one to the front: {}", e.getMessage());
            closeQuietly(channel);
            return null;
        }
    }

    private void serve(ServerSocketChannel listening) {
        while (listening.isOpen()) {
            try (SocketChannel caller = listening.accept()) {
                answer(caller);
            } catch (ClosedChannelException closed) {
                return;
            } catch (IOException e) {
                log.atDebug().setCause(e).log("a second console hung up");
            }
        }
    }

    private void answer(SocketChannel caller) throws IOException {
        var request = ByteBuffer.allocate(1);
        if (readWithin(caller, request) && request.get(0) == TO_FRONT) {
            Runnable action = toFront;
            if (action != null) {
                action.run();
            }
            caller.configureBlocking(true);
            caller.write(ByteBuffer.wrap(new byte[] {action == null ? NO_WINDOW : DONE}));
        }
    }

    /// @return what it said; 0 if nothing
    private static byte callFirst(Path socketFile) {
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socketFile));
            channel.write(ByteBuffer.wrap(new byte[] {TO_FRONT}));
            var reply = ByteBuffer.allocate(1);
            return readWithin(channel, reply) ? reply.get(0) : 0;
        } catch (IOException | UnsupportedOperationException nobodyThere) {
            log.atDebug().setCause(nobodyThere).log("the first console doesn't answer");
            return 0;
        }
    }

    /// @return false if nothing came within [#PATIENCE]
    private static boolean readWithin(SocketChannel channel, ByteBuffer into) throws IOException {
        channel.configureBlocking(false);
        try (var selector = Selector.open()) {
            SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
            boolean ready = selector.select(PATIENCE.toMillis()) > 0 && channel.read(into) > 0;
            key.cancel();
            selector.selectNow();
            return ready;
        }
    }

    private static void closeQuietly(@Nullable ServerSocketChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                log.atDebug().setCause(e).log("a socket was not closed cleanly");
            }
        }
    }
}
