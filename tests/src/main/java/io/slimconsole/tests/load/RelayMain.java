package io.slimconsole.tests.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;

/// Copies what the first connection sends to the second one, and nothing else; says its port on stdout.
final class RelayMain {
    private static final int READ_BYTES = 64 * 1024;

    private RelayMain() {}

    public static void main(String[] arguments) throws IOException {
        try (var server = new ServerSocket(0, 2, InetAddress.getLoopbackAddress())) {
            System.out.println(server.getLocalPort());
            try (var first = server.accept();
                    var second = server.accept()) {
                second.setTcpNoDelay(true);
                copy(first.getInputStream(), second.getOutputStream());
            }
        }
    }

    private static void copy(InputStream from, OutputStream to) throws IOException {
        byte[] bytes = new byte[READ_BYTES];
        for (int count = from.read(bytes); count > 0; count = from.read(bytes)) {
            to.write(bytes, 0, count);
        }
    }
}
