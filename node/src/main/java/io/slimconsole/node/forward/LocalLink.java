package io.slimconsole.node.forward;

import io.slimconsole.node.CloseReason;
import io.slimconsole.node.ConnectionId;
import io.slimconsole.node.ConnectionType;
import io.slimconsole.node.LinkFacts;
import io.slimconsole.node.NodeLimits;

import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// An application in this process, as the forwarding sees it: no negotiation, no MAC, no hop.
///
/// What is sent to it waits in a queue, which [Congestion] bounds, for the application's own virtual thread.
final class LocalLink extends Link {
    /// No message is empty.
    private static final byte[] END = new byte[0];

    private final String label;
    private final Consumer<byte[]> receiver;
    private final BlockingQueue<byte[]> inbox = new LinkedBlockingQueue<>();

    private final ReentrantLock gate = new ReentrantLock();
    private final Condition opened = gate.newCondition();

    private volatile boolean closed;
    private volatile boolean paused;

    LocalLink(
            ConnectionId id,
            Lane lane,
            NodeLimits limits,
            String label,
            Consumer<byte[]> receiver) {
        super(id, lane, limits);
        this.label = label;
        this.receiver = receiver;
    }

    void start() {
        Thread.ofVirtual().name("slim-local-" + id()).start(this::work);
    }

    private void work() {
        try {
            for (byte[] next = inbox.take(); next.length > 0; next = inbox.take()) {
                receiver.accept(next);
                countOut(1, next.length, System.currentTimeMillis());
                congestion().drained(next.length);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /// Waits while the application is held back as a sender. On the application's thread.
    void passGate() throws InterruptedException {
        gate.lockInterruptibly();
        try {
            while (paused && !closed) {
                opened.await();
            }
        } finally {
            gate.unlock();
        }
    }

    @Override
    public ConnectionType type() {
        return ConnectionType.LOCAL;
    }

    @Override
    public boolean reachable() {
        return !closed;
    }

    @Override
    boolean negotiating() {
        return false;
    }

    @Override
    String remoteAddress() {
        return label;
    }

    @Override
    Optional<LinkFacts> facts() {
        return Optional.empty();
    }

    @Override
    void send(Lane from) {
        byte[] message = from.plainBytes();
        from.counters().out(1, message.length);
        congestion().add(message.length);
        inbox.add(message);
    }

    @Override
    void pause() {
        paused = true;
    }

    @Override
    void resume() {
        gate.lock();
        try {
            paused = false;
            opened.signalAll();
        } finally {
            gate.unlock();
        }
    }

    @Override
    void close(CloseReason reason, String detail) {
        if (closed) {
            return;
        }
        var last = lane().exchange().snapshot(this);
        closed = true;
        inbox.add(END);
        lane().exchange().closed(this, true, last, reason, detail);
        congestion().close();
        resume();
    }
}
