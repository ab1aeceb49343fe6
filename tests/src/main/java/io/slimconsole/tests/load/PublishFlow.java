package io.slimconsole.tests.load;

import java.util.concurrent.TimeUnit;

/// What one link publishes: as much as the node takes, or so much a second.
///
/// Runs on the link's event loop; it is started and stopped from any thread.
final class PublishFlow implements CallHandler.Source {
    private static final long NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    private final LoadLink link;
    private final PublishTemplate template;

    private boolean running;
    private long sequence;
    private int perSecond;
    private long begin;
    private long sinceBegin;
    private volatile long sent;

    PublishFlow(LoadLink link, PublishTemplate template) {
        this.link = link;
        this.template = template;
    }

    /// Publishes as fast as the node allows.
    void start() {
        startAt(0);
    }

    /// Publishes at a fixed rate; a message's stamp says when it was due, whenever it could be sent.
    void startAt(int messagesPerSecond) {
        link.onLoop(
                () -> {
                    perSecond = messagesPerSecond;
                    begin = System.nanoTime();
                    sinceBegin = 0;
                    running = true;
                    link.call().sendFrom(this);
                    if (perSecond > 0) {
                        tick();
                    }
                });
    }

    /// @return how many messages it has sent since it was made
    long stop() {
        return link.callOnLoop(
                () -> {
                    running = false;
                    return sent;
                });
    }

    long sent() {
        return sent;
    }

    @Override
    public boolean supply(CallHandler call) {
        if (!running) {
            return false;
        }
        if (perSecond == 0) {
            template.enqueueBatch(call, sequence, 0);
            sequence += template.perBatch();
        } else {
            if (nextDue() > System.nanoTime()) {
                return false;
            }
            template.enqueueOne(call, sequence, nextDue());
            sequence++;
            sinceBegin++;
        }
        sent = sequence;
        return true;
    }

    private void tick() {
        if (running) {
            link.call().resume();
            long wait = Math.max(nextDue() - System.nanoTime(), NANOS_PER_SECOND / perSecond / 4);
            var _ = link.channel().eventLoop().schedule(this::tick, wait, TimeUnit.NANOSECONDS);
        }
    }

    private long nextDue() {
        return begin + sinceBegin * NANOS_PER_SECOND / perSecond;
    }
}
