package io.slimconsole.node.feed;

import io.slimconsole.node.DropReason;
import io.slimconsole.node.name.EncodedName;
import io.slimconsole.node.name.Name;
import io.slimconsole.node.table.Match;
import io.slimconsole.node.table.RouteTarget;
import io.slimconsole.node.wire.HeaderCursor;
import io.slimconsole.node.wire.MessageCursor;
import io.slimconsole.node.wire.MessageKind;
import io.slimconsole.node.wire.NameCursor;
import io.slimconsole.node.wire.SessionCursor;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// One event loop's end of a [MessageFeed]: makes the records, without a lock or a wait, and without allocating anything
/// unless a name is new.
///
/// Belongs to its event loop, apart from [#end].
@SuppressWarnings("EnumOrdinal") // lives no longer than the ring
public final class LaneFeed {
    // how a level is told to the event loops; from 2 on, one in so many
    static final int OFF = 0;
    static final int ALL = 1;
    static final int CONTROL_ONLY = -1;

    // session message types that carry an application's data
    private static final int MSG = 1;
    private static final int RTX_REPLY = 4;

    private static final long NOT_BEGUN = -1;
    private static final MessageSink NOBODY = new Nobody();

    private final MessageFeed feed;
    private final int run;
    private final RecordRing ring;
    private final RingReader reader;
    private @Nullable KnownNames names;

    /// Where the batch begins that is not visible yet.
    private long batchAt = NOT_BEGUN;

    /// Those of the last record with names in this batch.
    private final long[] lastNames = new long[RecordRing.NAMES_WORDS];

    private boolean repeatable;
    private int untilSample;
    private volatile boolean ended;

    LaneFeed(MessageFeed feed, int run, int records) {
        this.feed = feed;
        this.run = run;
        ring = new RecordRing(records);
        reader = new RingReader(ring, run);
    }

    // ---- for the event loop

    /// Whether records are wanted.
    public boolean on() {
        return feed.mode() != OFF;
    }

    /// A publish was passed on.
    ///
    /// @param from the connection's id
    /// @param to the receivers, at least one
    public void delivered(long from, MessageCursor message, Match<? extends RouteTarget> to) {
        SessionCursor session = message.session();
        int stands = standsFor(session.messageType());
        if (stands == 0) {
            return;
        }
        int receivers = to.size();
        if (begin(message, null, session, from, receivers, stands)) {
            for (int i = 0; i < receivers; i++) {
                ring.put(to.target(i).id().value());
            }
        }
    }

    /// @return for how many messages a record of this one stands; zero if it is not to be recorded
    private int standsFor(int messageType) {
        int mode = feed.mode();
        if (mode == ALL || (messageType != MSG && messageType != RTX_REPLY)) {
            return mode == OFF ? 0 : 1;
        }
        if (mode < 2) {
            return 0;
        }
        // a level that was changed to a lower number takes effect at once
        untilSample = Math.min(untilSample, mode) - 1;
        if (untilSample > 0) {
            return 0;
        }
        untilSample = mode;
        return mode;
    }

    /// A message that came in is not passed on.
    ///
    /// @param from the connection's id
    public void dropped(long from, MessageCursor message, DropReason reason) {
        begin(message, reason, message.session(), from, 0, 1);
    }

    /// Messages that were passed on never left.
    ///
    /// @param receiver the id of the connection that is gone
    public void gone(long receiver, int messages, int bytes) {
        if (room(RecordRing.RECORD_WORDS + 1)) {
            repeatable = false;
            head(DropReason.RECEIVER_GONE, 0, bytes);
            ring.put(0);
            ring.put(0);
            ring.put(0);
            ring.put(1 | (long) messages << 32);
            ring.put(receiver);
        }
    }

    private boolean begin(
            MessageCursor message,
            @Nullable DropReason reason,
            SessionCursor session,
            long from,
            int receivers,
            int stands) {
        if (!room(RecordRing.RECORD_WORDS + RecordRing.NAMES_WORDS + receivers)) {
            return false;
        }
        boolean readable = message.kind() != MessageKind.MALFORMED;
        HeaderCursor header = message.header();
        boolean withSource = readable && header.source().hasEncoded();
        boolean withDestination = readable && header.destination().hasEncoded();
        boolean same =
                withSource
                        && withDestination
                        && repeatable
                        && same(header.source(), 0)
                        && same(header.destination(), RecordRing.NAME_WORDS);
        int flags =
                (withSource ? RecordRing.SOURCE : 0)
                        | (withDestination ? RecordRing.DESTINATION : 0)
                        | (same ? RecordRing.SAME_NAMES : 0);
        head(reason, flags, message.length());
        ring.put((session.type() & 0xFFFF_FFFFL) | (long) session.messageType() << 32);
        ring.put((session.sessionId() & 0xFFFF_FFFFL) | (long) session.messageId() << 32);
        ring.put(from);
        ring.put(receivers | (long) stands << 32);
        if (!same) {
            repeatable = withSource && withDestination;
            if (withSource) {
                put(header.source(), 0);
            }
            if (withDestination) {
                put(header.destination(), RecordRing.NAME_WORDS);
            }
        }
        return true;
    }

    private boolean room(int words) {
        boolean begun = batchAt != NOT_BEGUN;
        if (!ring.hasRoom(begun ? words : words + RecordRing.BATCH_WORDS)) {
            feed.countLost();
            return false;
        }
        if (!begun) {
            batchAt = ring.end();
            ring.put(RecordRing.BATCH);
            ring.put(now());
            ring.put(0);
        }
        return true;
    }

    private void head(@Nullable DropReason reason, int flags, int bytes) {
        int dropped = reason == null ? 0 : reason.ordinal() + 1;
        ring.put(RecordRing.RECORD | dropped << 8 | flags << 16 | (long) bytes << 32);
    }

    private boolean same(NameCursor name, int at) {
        return lastNames[at] == name.component0()
                && lastNames[at + 1] == name.component1()
                && lastNames[at + 2] == name.component2()
                && lastNames[at + 3] == name.idHigh()
                && lastNames[at + 4] == name.idLow();
    }

    private void put(NameCursor name, int at) {
        lastNames[at] = name.component0();
        lastNames[at + 1] = name.component1();
        lastNames[at + 2] = name.component2();
        lastNames[at + 3] = name.idHigh();
        lastNames[at + 4] = name.idLow();
        for (int i = at; i < at + RecordRing.NAME_WORDS; i++) {
            ring.put(lastNames[i]);
        }
        if (names == null) {
            names = new KnownNames();
        }
        names.see(name);
    }

    /// What was recorded since the last time was handed over, and is shown to the reader.
    public void handedOver() {
        if (batchAt != NOT_BEGUN) {
            ring.set(batchAt + 2, now());
            batchAt = NOT_BEGUN;
            repeatable = false;
            ring.show();
        }
    }

    private static long now() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
    }

    // ---- for the node

    /// The event loop has ended, and its node: nothing more is recorded. On any thread.
    public void end() {
        ended = true;
    }

    // ---- for the reader

    boolean ended() {
        return ended;
    }

    int run() {
        return run;
    }

    int drain(MessageSink sink) {
        long visible = ring.visible();
        // behind what is visible, so that it is there, and in front of the records, which have
        // these names
        KnownNames told = names;
        if (told != null) {
            told.drain(sink);
        }
        return reader.drain(visible, sink);
    }

    /// @return how many records were thrown away
    int discard() {
        return drain(NOBODY);
    }

    private static final class Nobody implements MessageSink {
        @Override
        public void record(MessageRecord record) {
            // counted by the reader
        }

        @Override
        public void name(EncodedName prefix, Name strings) {
            // told again when it comes again
        }
    }
}
