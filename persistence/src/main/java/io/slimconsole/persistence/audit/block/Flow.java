package io.slimconsole.persistence.audit.block;

import java.util.Arrays;

/// What messages of one kind between the same ends have in common; most messages share theirs with many others.
///
/// Not changed once it is in a block; the writer fills one again and again to look for its like.
public final class Flow {
    /// Stands for a name that the message did not have.
    public static final String NO_NAME = "";

    /// Kinds of outcome that a header counts.
    static final int OUTCOMES = 8;

    private static final int MOST_RECEIVERS = 1 << 20;

    String source = NO_NAME;
    long sourceHigh;
    long sourceLow;
    String destination = NO_NAME;
    long destinationHigh;
    long destinationLow;
    int sessionType;
    int messageType;
    int sessionId;
    int run;
    long from;
    int outcome;
    int sampled = 1;
    private long[] to = new long[4];
    private int receivers;

    public Flow source(String prefix, long high, long low) {
        source = prefix;
        sourceHigh = high;
        sourceLow = low;
        return this;
    }

    public Flow destination(String prefix, long high, long low) {
        destination = prefix;
        destinationHigh = high;
        destinationLow = low;
        return this;
    }

    public Flow session(int type, int message, int id) {
        sessionType = type;
        messageType = message;
        sessionId = id;
        return this;
    }

    /// By which connection it came, and no receivers yet.
    public Flow arrived(int inRun, long connection) {
        run = inRun;
        from = connection;
        receivers = 0;
        return this;
    }

    public Flow left(long connection) {
        if (receivers == to.length) {
            to = Arrays.copyOf(to, receivers * 2);
        }
        to[receivers++] = connection;
        return this;
    }

    public Flow ended(int how, int standsFor) {
        outcome = how;
        sampled = standsFor;
        return this;
    }

    public String source() {
        return source;
    }

    public long sourceHigh() {
        return sourceHigh;
    }

    public long sourceLow() {
        return sourceLow;
    }

    public String destination() {
        return destination;
    }

    public long destinationHigh() {
        return destinationHigh;
    }

    public long destinationLow() {
        return destinationLow;
    }

    public int sessionType() {
        return sessionType;
    }

    public int messageType() {
        return messageType;
    }

    public int sessionId() {
        return sessionId;
    }

    public int run() {
        return run;
    }

    public long from() {
        return from;
    }

    public int receivers() {
        return receivers;
    }

    public long receiver(int index) {
        return to[index];
    }

    public int outcome() {
        return outcome;
    }

    public int sampled() {
        return sampled;
    }

    Flow copy() {
        var copy = new Flow();
        copy.source(source, sourceHigh, sourceLow);
        copy.destination(destination, destinationHigh, destinationLow);
        copy.session(sessionType, messageType, sessionId);
        copy.arrived(run, from);
        copy.ended(outcome, sampled);
        copy.to = Arrays.copyOf(to, Math.max(1, receivers));
        copy.receivers = receivers;
        return copy;
    }

    boolean sameAs(Flow o) {
        return from == o.from
                && sessionId == o.sessionId
                && sourceLow == o.sourceLow
                && sourceHigh == o.sourceHigh
                && destinationLow == o.destinationLow
                && destinationHigh == o.destinationHigh
                && messageType == o.messageType
                && sessionType == o.sessionType
                && run == o.run
                && outcome == o.outcome
                && sampled == o.sampled
                && source.equals(o.source)
                && destination.equals(o.destination)
                && Arrays.equals(to, 0, receivers, o.to, 0, o.receivers);
    }

    /// Strings keep their hash, so this costs a few multiplications.
    int hash() {
        long h = source.hashCode() * 31L + destination.hashCode();
        h = h * 0x9E3779B97F4A7C15L + sourceLow + (sourceHigh << 7);
        h = h * 0x9E3779B97F4A7C15L + destinationLow + (destinationHigh << 7);
        h = h * 0x9E3779B97F4A7C15L + sessionId + ((long) messageType << 32);
        h = h * 0x9E3779B97F4A7C15L + from + ((long) outcome << 56) + ((long) run << 32);
        for (int i = 0; i < receivers; i++) {
            h = h * 0x9E3779B97F4A7C15L + to[i];
        }
        return (int) Bloom.mix(h);
    }

    /// Rough size of it in a body.
    int weight() {
        return 56 + 3 * receivers + source.length() + destination.length();
    }

    /// @param sourceIndex of its prefix in the block's dictionary
    void put(ByteSink out, int sourceIndex, int destinationIndex) {
        putName(out, sourceIndex, sourceHigh, sourceLow);
        putName(out, destinationIndex, destinationHigh, destinationLow);
        out.putNumber(sessionType & 0xFFFF_FFFFL).putNumber(messageType & 0xFFFF_FFFFL);
        out.putNumber(sessionId & 0xFFFF_FFFFL);
        out.putNumber(run).putNumber(from).putNumber(outcome).putNumber(sampled);
        out.putNumber(receivers);
        long last = 0;
        for (int i = 0; i < receivers; i++) {
            out.putSigned(to[i] - last);
            last = to[i];
        }
    }

    private static void putName(ByteSink out, int index, long high, long low) {
        boolean any = high == -1 && low == -1;
        out.putNumber(((long) index << 1) | (any ? 0 : 1));
        if (!any) {
            out.putLong(high).putLong(low);
        }
    }

    static Flow get(ByteSource in, String[] prefixes) {
        var flow = new Flow();
        int source = in.getIndex(prefixes.length * 2);
        boolean whole = (source & 1) == 1;
        flow.source(prefixes[source >> 1], whole ? in.getLong() : -1, whole ? in.getLong() : -1);
        int destination = in.getIndex(prefixes.length * 2);
        whole = (destination & 1) == 1;
        flow.destination(
                prefixes[destination >> 1], whole ? in.getLong() : -1, whole ? in.getLong() : -1);
        flow.session((int) in.getNumber(), (int) in.getNumber(), (int) in.getNumber());
        flow.arrived((int) in.getNumber(), in.getNumber());
        flow.ended(in.getIndex(OUTCOMES), (int) in.getNumber());
        int receivers = in.getIndex(MOST_RECEIVERS);
        long last = 0;
        for (int i = 0; i < receivers; i++) {
            last += in.getSigned();
            flow.left(last);
        }
        return flow;
    }

    /// Everything, names in full, for the tags.
    void putWhole(ByteSink out) {
        out.putText(source).putText(destination);
        put(out, 0, 0);
    }
}
