package io.slimconsole.node.transport;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.util.concurrent.ScheduledFuture;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Asks a quiet client for a sign of life, and reports it lost when none comes.
///
/// @see "data-plane.md 1.1, keepalive"
@SuppressWarnings(
        "FutureReturnValueIgnored") // a write that fails ends the connection, and this with it
final class KeepAlive {
    private static final long QUIET_SECONDS = 120;
    private static final long ANSWER_SECONDS = 20;
    private static final long PING = 0x534c494d4b454550L;

    private final ChannelHandlerContext context;
    private final Http2ConnectionEncoder encoder;
    private final Consumer<String> lost;
    private long heard = System.nanoTime();
    private @Nullable ScheduledFuture<?> next;

    KeepAlive(
            ChannelHandlerContext context, Http2ConnectionEncoder encoder, Consumer<String> lost) {
        this.context = context;
        this.encoder = encoder;
        this.lost = lost;
        later(this::ask, QUIET_SECONDS);
    }

    /// Anything the client sends is a sign of life.
    void heard() {
        heard = System.nanoTime();
    }

    void stop() {
        if (next != null) {
            next.cancel(false);
        }
    }

    private void ask() {
        long quiet = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - heard);
        if (quiet < QUIET_SECONDS) {
            later(this::ask, QUIET_SECONDS - quiet);
            return;
        }
        encoder.writePing(context, false, PING, context.newPromise());
        context.flush();
        later(this::check, ANSWER_SECONDS);
    }

    private void check() {
        long quiet = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - heard);
        if (quiet >= ANSWER_SECONDS) {
            lost.accept("no answer to a keepalive ping within " + ANSWER_SECONDS + " s");
        } else {
            later(this::ask, QUIET_SECONDS - quiet);
        }
    }

    private void later(Runnable step, long seconds) {
        next = context.executor().schedule(step, seconds, TimeUnit.SECONDS);
    }
}
