package io.slimconsole.persistence.audit;

import io.slimconsole.persistence.audit.block.ActivityBlock;
import io.slimconsole.persistence.audit.block.ActivityRow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/// Activity on its way to the writer. Anyone offers; the writer's thread appends.
final class ActivityIntake {
    static final int MOST_WAITING = 10_000;
    static final long MOST_CONTENT_BYTES = 32L << 20;

    private static final int MOST_TEXT = 4_000;
    private static final int MOST_FACTS = 24;
    private static final String CUT = "…";

    private final TrailWriter<ActivityBlock> trail;
    private final ArrayBlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(MOST_WAITING);
    private final AtomicLong lost = new AtomicLong();
    private final AtomicLong contentBytes = new AtomicLong();

    @SuppressWarnings("ArrayRecordComponent") // on its way through a queue, never compared
    private record Waiting(Activity activity, Optional<byte[]> content) {}

    /// Seals content for its place.
    interface Sealing {
        /// @return the activity as it is to be appended
        Activity seal(long sequence, Activity activity, byte[] content);
    }

    ActivityIntake(TrailWriter<ActivityBlock> trail) {
        this.trail = trail;
    }

    /// Takes it, or counts it as lost.
    void offer(Activity activity, Optional<byte[]> content) {
        long bytes = content.map(body -> body.length).orElse(0);
        if (contentBytes.addAndGet(bytes) > MOST_CONTENT_BYTES
                || !queue.offer(new Waiting(activity, content))) {
            contentBytes.addAndGet(-bytes);
            lost.incrementAndGet();
        }
    }

    /// How many were offered in vain.
    long lost() {
        return lost.get();
    }

    boolean isWaiting() {
        return !queue.isEmpty();
    }

    /// Appends what waits.
    void drain(Sealing sealing) {
        for (Waiting next = queue.poll(); next != null; next = queue.poll()) {
            Activity activity = next.activity;
            if (next.content.isPresent()) {
                byte[] content = next.content.get();
                contentBytes.addAndGet(-content.length);
                activity = sealing.seal(trail.next(), activity, content);
            }
            append(activity);
        }
    }

    void append(Activity activity) {
        trail.room().append(row(activity));
    }

    private static ActivityRow row(Activity activity) {
        List<String> facts = new ArrayList<>();
        activity.facts().entrySet().stream()
                .limit(MOST_FACTS)
                .forEach(
                        fact -> {
                            facts.add(cut(fact.getKey()));
                            facts.add(cut(fact.getValue()));
                        });
        return new ActivityRow(
                Micros.of(activity.at()),
                activity.kind().name(),
                cut(activity.actor()),
                cut(activity.subject()),
                activity.connection().map(ConnectionRef::run).orElse(0),
                activity.connection().map(by -> by.id().value()).orElse(0L),
                activity.session().isPresent()
                        ? Integer.toUnsignedLong(activity.session().getAsInt())
                        : ActivityRow.NO_SESSION,
                activity.success(),
                cut(activity.text()),
                facts);
    }

    private static String cut(String text) {
        if (text.length() <= MOST_TEXT) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(MOST_TEXT - 1)) ? MOST_TEXT - 1 : MOST_TEXT;
        return text.substring(0, end) + CUT;
    }
}
