package io.slimconsole.node.transport;

import io.netty.handler.ssl.SslContext;

import java.time.Duration;
import java.util.Optional;

/// What a [GrpcServer] demands of its clients.
///
/// @param connections open at once
/// @param messageBytes largest gRPC message
/// @param establishTimeout from the accepted TCP connection to [MessageStream#established]
public record ServerConfig(
        Optional<SslContext> tls, int connections, int messageBytes, Duration establishTimeout) {
    /// As upstream's clients offer to us: enough for a gigabit over 8 ms.
    private static final int WINDOW_BYTES = 1024 * 1024;

    /// Larger frames are gathered whole before any of it is seen; smaller ones cost more headers.
    private static final int FRAME_BYTES = 64 * 1024;

    /// Bearer tokens come in headers.
    private static final int HEADER_BYTES = 32 * 1024;

    int windowBytes() {
        return WINDOW_BYTES;
    }

    int frameBytes() {
        return FRAME_BYTES;
    }

    int headerBytes() {
        return HEADER_BYTES;
    }
}
