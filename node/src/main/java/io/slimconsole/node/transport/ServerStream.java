package io.slimconsole.node.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http2.Http2Stream;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// One gRPC stream of a client.
///
/// While it is paused, what still arrives waits in `backlog` and is not acknowledged to HTTP/2's flow control: so no
/// more than one window comes in, and the frames that control the other direction go on being read.
final class ServerStream implements MessageStream, Deframer.Sink {
    private final ServerConnection connection;
    private final Http2Stream http2;
    private final Deframer deframer;

    private @Nullable StreamListener listener;
    private @Nullable ByteBuf backlog;
    private boolean paused;
    private boolean halfClosed;
    private boolean over;

    ServerStream(ServerConnection connection, Http2Stream http2, int largestMessage) {
        this.connection = connection;
        this.http2 = http2;
        this.deframer = new Deframer(connection.allocator(), largestMessage, this);
    }

    void listener(StreamListener receiver) {
        listener = receiver;
    }

    int http2Id() {
        return http2.id();
    }

    /// Takes the bytes of a DATA frame.
    ///
    /// @return how many of them are done with
    int received(ByteBuf data, boolean last) {
        int length = data.readableBytes();
        if (over) {
            return length;
        }
        if (backlog == null) {
            deframer.feed(data);
        }
        halfClosed |= last;
        int left = over ? 0 : data.readableBytes();
        if (left > 0) {
            hold(data);
        }
        endIfHalfClosed();
        return length - left;
    }

    private void hold(ByteBuf data) {
        ByteBuf room = backlog;
        if (room == null) {
            room = connection.allocator().buffer(data.readableBytes());
        } else if (room.refCnt() > 1 || room.writableBytes() < data.readableBytes()) {
            // not to be enlarged in place: receivers' loops may be reading messages that lie in it
            int needed = room.readableBytes() + data.readableBytes();
            ByteBuf larger = connection.allocator().buffer(2 * needed).writeBytes(room);
            room.release();
            room = larger;
        }
        backlog = room.writeBytes(data);
    }

    private void endIfHalfClosed() {
        if (!halfClosed || backlog != null || over) {
            return;
        }
        if (deframer.inMessage()) {
            violation(GrpcStatus.INTERNAL, "the stream ended in the middle of a message");
            return;
        }
        end(new StreamEnd(StreamEnd.Kind.CLOSED_BY_CLIENT, "the client ended the stream"));
        connection.finish(this, GrpcStatus.OK, "");
    }

    /// HTTP/2 or the connection ended the stream.
    void closed(StreamEnd end) {
        if (!over) {
            end(end);
        }
    }

    private void end(StreamEnd end) {
        retire();
        if (listener != null) {
            listener.ended(end);
        }
    }

    private void retire() {
        over = true;
        deframer.close();
        if (backlog != null) {
            backlog.release();
            backlog = null;
        }
    }

    @Override
    public void message(ByteBuf message) {
        if (listener != null) {
            listener.message(message);
        }
    }

    @Override
    public void violation(GrpcStatus status, String detail) {
        end(new StreamEnd(StreamEnd.Kind.PROTOCOL, detail));
        connection.finish(this, status, detail);
    }

    void timedOut(String detail) {
        if (!over) {
            end(new StreamEnd(StreamEnd.Kind.TIMEOUT, detail));
            connection.finish(this, GrpcStatus.DEADLINE_EXCEEDED, detail);
        }
    }

    @Override
    public EventLoop eventLoop() {
        return connection.eventLoop();
    }

    @Override
    public ByteBufAllocator allocator() {
        return connection.allocator();
    }

    @Override
    public String remoteAddress() {
        return connection.remoteAddress();
    }

    @Override
    public Optional<String> tls() {
        return connection.tls();
    }

    @Override
    public void established() {
        connection.established();
    }

    @Override
    public void write(ByteBuf framed) {
        int bytes = framed.readableBytes();
        if (over) {
            framed.release();
            written(bytes);
        } else {
            connection.writeData(this, framed, bytes);
        }
    }

    void written(int bytes) {
        if (listener != null) {
            listener.written(bytes);
        }
    }

    @Override
    public void flush() {
        connection.flush();
    }

    @Override
    public void pause() {
        paused = true;
        deframer.pause();
    }

    @Override
    public void resume() {
        if (!paused || over) {
            return;
        }
        paused = false;
        deframer.resume();
        ByteBuf waiting = backlog;
        if (waiting != null) {
            backlog = null;
            deliver(waiting);
        }
        endIfHalfClosed();
    }

    private void deliver(ByteBuf waiting) {
        int before = waiting.readableBytes();
        try {
            deframer.feed(waiting);
        } finally {
            int done = over ? before : before - waiting.readableBytes();
            if (!over && waiting.isReadable()) {
                backlog = waiting;
            } else {
                waiting.release();
            }
            connection.consumed(http2, done);
        }
    }

    @Override
    public void finish(GrpcStatus status, String text) {
        if (!over) {
            retire();
            connection.finish(this, status, text);
        }
    }

    @Override
    public void abort(String text) {
        if (!over) {
            retire();
            connection.abort(this, text);
        }
    }
}
