package io.slimconsole.persistence.audit.block;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Messages: a dictionary of [Flow]s, and for each message its times, flow, id and size.
public final class MessageBlock implements Block<MessageBlock> {
    /// Of [#out]: the message left by no connection.
    public static final long NOWHERE = Long.MIN_VALUE;

    /// A body stays well below what a row can hold.
    private static final int MOST_WEIGHT = 400_000;

    private static final int BYTES_PER_ROW = 16;
    private static final int USUAL_TABLE = 64;

    private final SipHash tagging;
    private final ByteSink scratch = new ByteSink(256);
    private long first;
    private int count;
    private long[] at;
    private long[] out;
    private int[] flow;
    private int[] messageId;
    private int[] bytes;
    private short[] tag;
    private Flow[] flows = new Flow[16];
    private long[] flowHash = new long[16];
    private int flowCount;
    private int flowWeight;
    private int[] table = new int[USUAL_TABLE];

    /// Index of the flow of the message appended last.
    private int latest;

    /// @param tagging makes the tags of what is appended
    public MessageBlock(long first, SipHash tagging) {
        this(first, tagging, FULL);
    }

    private MessageBlock(long first, SipHash tagging, int room) {
        this.first = first;
        this.tagging = tagging;
        this.at = new long[room];
        this.out = new long[room];
        this.flow = new int[room];
        this.messageId = new int[room];
        this.bytes = new int[room];
        this.tag = new short[room];
    }

    /// Empties it, to be filled again.
    public void restart(long from) {
        first = from;
        count = 0;
        Arrays.fill(flows, 0, flowCount, null);
        flowCount = 0;
        flowWeight = 0;
        latest = 0;
        table = new int[USUAL_TABLE];
    }

    @Override
    public long first() {
        return first;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public boolean isFull() {
        return count == FULL || flowWeight + count * BYTES_PER_ROW > MOST_WEIGHT;
    }

    /// @param like what the message has in common with others; it is not kept
    /// @param left when it left, or [#NOWHERE]
    public void append(Flow like, long came, long left, int id, int size) {
        int row = count;
        int index = latest < flowCount && flows[latest].sameAs(like) ? latest : indexOf(like);
        latest = index;
        at[row] = came;
        out[row] = left;
        flow[row] = index;
        messageId[row] = id;
        bytes[row] = size;
        tag[row] = tag(row, tagging, flowHash[index]);
        count++;
    }

    private short tag(int row, SipHash by, long ofFlow) {
        scratch.clear();
        scratch.putLong(first + row)
                .putLong(at[row])
                .putLong(out[row])
                .putInt(messageId[row])
                .putInt(bytes[row])
                .putLong(ofFlow);
        return (short) scratch.hash(by);
    }

    private int indexOf(Flow like) {
        int mask = table.length - 1;
        int slot = like.hash() & mask;
        while (table[slot] != 0) {
            int index = table[slot] - 1;
            if (flows[index].sameAs(like)) {
                return index;
            }
            slot = (slot + 1) & mask;
        }
        addFlow(like.copy(), hashOf(like, tagging));
        if (flowCount * 2 > table.length) {
            rehash();
        } else {
            table[slot] = flowCount;
        }
        return flowCount - 1;
    }

    private void addFlow(Flow added, long hash) {
        if (flowCount == flows.length) {
            flows = Arrays.copyOf(flows, flowCount * 2);
            flowHash = Arrays.copyOf(flowHash, flowCount * 2);
        }
        flows[flowCount] = added;
        flowHash[flowCount++] = hash;
        flowWeight += added.weight();
    }

    private long hashOf(Flow of, SipHash by) {
        scratch.clear();
        of.putWhole(scratch);
        return scratch.hash(by);
    }

    private void rehash() {
        table = new int[table.length * 2];
        int mask = table.length - 1;
        for (int i = 0; i < flowCount; i++) {
            int slot = flows[i].hash() & mask;
            while (table[slot] != 0) {
                slot = (slot + 1) & mask;
            }
            table[slot] = i + 1;
        }
    }

    @Override
    public long at(int row) {
        return at[row];
    }

    public long out(int row) {
        return out[row];
    }

    public int messageId(int row) {
        return messageId[row];
    }

    public int bytes(int row) {
        return bytes[row];
    }

    /// Index of the message's flow.
    public int flowOf(int row) {
        return flow[row];
    }

    public int flows() {
        return flowCount;
    }

    public Flow flow(int index) {
        return flows[index];
    }

    @Override
    public EncodedBlock encode(int begin, int end, boolean tail) {
        var part = new Part(begin, end);
        var body = new ByteSink((end - begin) * BYTES_PER_ROW + flowWeight + 64);
        part.putFlows(body);
        part.putTimes(body);
        part.putFlowsOfRows(body);
        part.putIds(body);
        part.putSizes(body);
        part.putTags(body);
        BlockHeader header = part.header(tail);
        return new EncodedBlock(header, header.encode(), body.toByteArray());
    }

    /// Rows on their way into a body, with a dictionary of just their flows.
    private final class Part {
        private final int begin;
        private final int end;
        private final int[] newIndex = new int[flowCount];
        private final int[] used = new int[flowCount];
        private int usedCount;
        private final Map<String, Integer> prefixes = new HashMap<>();
        private final List<String> prefixList = new ArrayList<>();

        Part(int begin, int end) {
            this.begin = begin;
            this.end = end;
            for (int row = begin; row < end; row++) {
                int index = flow[row];
                if (newIndex[index] == 0) {
                    used[usedCount++] = index;
                    newIndex[index] = usedCount;
                }
            }
        }

        private int prefix(String text) {
            Integer known = prefixes.putIfAbsent(text, prefixList.size());
            if (known != null) {
                return known;
            }
            prefixList.add(text);
            return prefixList.size() - 1;
        }

        void putFlows(ByteSink body) {
            var sink = new ByteSink(usedCount * 64);
            for (int i = 0; i < usedCount; i++) {
                Flow each = flows[used[i]];
                each.put(sink, prefix(each.source), prefix(each.destination));
            }
            body.putNumber(prefixList.size());
            prefixList.forEach(body::putText);
            body.putNumber(usedCount);
            body.putSink(sink);
        }

        void putTimes(ByteSink body) {
            var came = new ByteSink((end - begin) * 3);
            var left = new ByteSink((end - begin) * 3);
            long last = 0;
            for (int row = begin; row < end; row++) {
                came.putSigned(at[row] - last);
                last = at[row];
                if (out[row] == NOWHERE) {
                    left.putByte(0);
                } else {
                    long later = out[row] - at[row];
                    left.putNumber(((later << 1) ^ (later >> 63)) + 1);
                }
            }
            body.putSink(came).putSink(left);
        }

        void putFlowsOfRows(ByteSink body) {
            var sink = new ByteSink((end - begin) * 2);
            for (int row = begin; row < end; row++) {
                sink.putNumber(newIndex[flow[row]] - 1);
            }
            body.putSink(sink);
        }

        /// Ids that count up within a flow take a byte or two; random ones are better off as they are.
        void putIds(ByteSink body) {
            var last = new int[flowCount];
            var sink = new ByteSink((end - begin) * 5);
            for (int row = begin; row < end; row++) {
                sink.putSigned(messageId[row] - (long) last[flow[row]]);
                last[flow[row]] = messageId[row];
            }
            boolean counted = sink.size() < (end - begin) * Integer.BYTES;
            body.putByte(counted ? 1 : 0);
            if (!counted) {
                sink.clear();
                for (int row = begin; row < end; row++) {
                    sink.putInt(messageId[row]);
                }
            }
            body.putSink(sink);
        }

        void putSizes(ByteSink body) {
            var last = new int[flowCount];
            var sink = new ByteSink((end - begin) * 2);
            for (int row = begin; row < end; row++) {
                sink.putSigned(bytes[row] - (long) last[flow[row]]);
                last[flow[row]] = bytes[row];
            }
            body.putSink(sink);
        }

        void putTags(ByteSink body) {
            var sink = new ByteSink((end - begin) * Short.BYTES);
            for (int row = begin; row < end; row++) {
                sink.putShort(tag[row]);
            }
            body.putSink(sink);
        }

        BlockHeader header(boolean tail) {
            long earliest = Long.MAX_VALUE;
            long latest = Long.MIN_VALUE;
            var perFlow = new int[flowCount];
            for (int row = begin; row < end; row++) {
                earliest = Math.min(earliest, at[row]);
                latest = Math.max(latest, at[row]);
                perFlow[flow[row]]++;
            }
            var outcomes = new int[Flow.OUTCOMES];
            var keys = new KeySet();
            for (int i = 0; i < usedCount; i++) {
                Flow each = flows[used[i]];
                outcomes[each.outcome] += perFlow[used[i]];
                keys.add(SearchKey.session(each.sessionId));
                keys.add(SearchKey.messageType(each.messageType));
                keys.add(SearchKey.connection(each.run, each.from));
                for (int n = 0; n < each.receivers(); n++) {
                    keys.add(SearchKey.connection(each.run, each.receiver(n)));
                }
            }
            return new BlockHeader(
                    first + begin,
                    end - begin,
                    tail,
                    earliest,
                    latest,
                    outcomes,
                    BlockHeader.names(prefixList),
                    keys.bloom());
        }
    }

    /// All of a stored block.
    ///
    /// @throws DamagedBlockException if it can't be read to its end
    public static MessageBlock decode(BlockHeader header, byte[] body) {
        MessageBlock block = salvage(header, body);
        if (block.count < header.count()) {
            throw new DamagedBlockException(
                    "the block from %d can be read up to %d only"
                            .formatted(header.first(), header.first() + block.count));
        }
        return block;
    }

    /// A stored block of which only the flows are known, and which messages were of which: enough to count.
    ///
    /// @throws DamagedBlockException if they can't be read
    public static MessageBlock decodeFlows(BlockHeader header, byte[] body) {
        var block = new MessageBlock(header.first(), new SipHash(0, 0), 0);
        block.flow = new int[header.count()];
        block.count = header.count();
        var in = new ByteSource(body);
        block.readFlows(in);
        in.getSource(); // times
        in.getSource();
        ByteSource flowsOfRows = in.getSource();
        for (int row = 0; row < block.count; row++) {
            block.flow[row] = flowsOfRows.getIndex(block.flowCount);
        }
        return block;
    }

    /// What can be read of a block that was damaged: as many entries from its start as have all of their columns.
    public static MessageBlock salvage(BlockHeader header, byte[] body) {
        int rows = header.count();
        var block = new MessageBlock(header.first(), new SipHash(0, 0), rows);
        try {
            var in = new ByteSource(body);
            block.readFlows(in);
            new Columns(block, rows).read(in);
            return block;
        } catch (DamagedBlockException _) {
            return block; // with the rows before the damage
        }
    }

    private void readFlows(ByteSource in) {
        var prefixes = new String[in.getIndex(2 * BlockHeader.MOST_ENTRIES)];
        for (int i = 0; i < prefixes.length; i++) {
            prefixes[i] = in.getText();
        }
        int stored = in.getIndex(BlockHeader.MOST_ENTRIES);
        ByteSource source = in.getSource();
        for (int i = 0; i < stored; i++) {
            addFlow(Flow.get(source, prefixes), 0);
        }
    }

    @Override
    public void appendRows(MessageBlock other, int from) {
        for (int row = from; row < other.count; row++) {
            append(
                    other.flows[other.flow[row]],
                    other.at[row],
                    other.out[row],
                    other.messageId[row],
                    other.bytes[row]);
        }
    }

    @Override
    public int firstBroken(SipHash tags) {
        var hashes = new long[flowCount];
        for (int i = 0; i < flowCount; i++) {
            hashes[i] = hashOf(flows[i], tags);
        }
        for (int row = 0; row < count; row++) {
            if (tag(row, tags, hashes[flow[row]]) != tag[row]) {
                return row;
            }
        }
        return count;
    }

    /// Reads columns one after the other, and counts the rows of which all were readable.
    private record Columns(MessageBlock block, int rows) {
        void read(ByteSource in) {
            int readable = rows;
            ByteSource came = in.getSource();
            ByteSource left = in.getSource();
            ByteSource flowsOfRows = in.getSource();
            boolean counted = in.getByte() == 1;
            ByteSource ids = in.getSource();
            ByteSource sizes = in.getSource();
            ByteSource tags = in.getSource();
            var lastId = new int[block.flowCount];
            var lastSize = new int[block.flowCount];
            long last = 0;
            for (int row = 0; row < readable; row++) {
                last += came.getSigned();
                long later = left.getNumber();
                int index = flowsOfRows.getIndex(block.flowCount);
                block.at[row] = last;
                block.out[row] = later == 0 ? NOWHERE : last + unzigzag(later - 1);
                block.flow[row] = index;
                lastId[index] = counted ? (int) (lastId[index] + ids.getSigned()) : ids.getInt();
                block.messageId[row] = lastId[index];
                lastSize[index] = (int) (lastSize[index] + sizes.getSigned());
                block.bytes[row] = lastSize[index];
                block.tag[row] = (short) tags.getShort();
                block.count = row + 1;
            }
        }

        private static long unzigzag(long value) {
            return (value >>> 1) ^ -(value & 1);
        }
    }
}
