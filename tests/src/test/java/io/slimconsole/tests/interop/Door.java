package io.slimconsole.tests.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/// The port under which a node is found, which can be closed before the node is: bytes go through both ways.
///
/// Upstream's client gives up for good if a node that is about to end takes its connection and drops it; refused, it tries
/// again for ever. Upstream's node closes its port and its connections at the same time.
final class Door implements AutoCloseable {
    private final int port;
    private final int behind;
    private ServerSocket server;

    /// Opens on any free port.
    ///
    /// @param behind port of the node
    Door(int behind) {
        this.behind = behind;
        this.server = listen(0);
        this.port = server.getLocalPort();
    }

    int port() {
        return port;
    }

    /// Opens again on the same port, after it was closed.
    void open() {
        if (server.isClosed()) {
            server = listen(port);
        }
    }

    /// Takes no more connections; those that are there stay.
    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ServerSocket listen(int on) {
        try {
            var fresh = new ServerSocket(on, 50, InetAddress.getLoopbackAddress());
            Thread.ofVirtual().name("door").start(() -> serve(fresh));
            return fresh;
        } catch (IOException e) {
            throw new UncheckedIOException("port " + on, e);
        }
    }

    private void serve(ServerSocket on) {
        while (true) {
            try {
                connect(on.accept());
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void connect(Socket client) throws IOException {
        try {
            var node = new Socket(InetAddress.getLoopbackAddress(), behind);
            client.setTcpNoDelay(true);
            node.setTcpNoDelay(true);
            Thread.ofVirtual().start(() -> pass(client, node));
            Thread.ofVirtual().start(() -> pass(node, client));
        } catch (IOException nobodyThere) {
            client.close();
        }
    }

    private static void pass(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException ended) {
            // by one of the two, and so for both
        }
    }
}
