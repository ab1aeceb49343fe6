package io.slimconsole.persistence.audit.block;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/// Activity: a dictionary of the texts that repeat, and the entries one after the other, deflated: it is words mostly.
public final class ActivityBlock implements Block<ActivityBlock> {
    public static final int FAILED = 0;
    public static final int SUCCEEDED = 1;

    /// Of characters; what doesn't fit a row of the table is never appended.
    private static final int MOST_WEIGHT = 300_000;

    private static final int MOST_INFLATED = 16 << 20;
    private static final int MOST_FACTS = 10_000;

    private final SipHash tagging;
    private final ByteSink scratch = new ByteSink(256);
    private final long first;
    private final List<ActivityRow> rows = new ArrayList<>();
    private final List<Short> tags = new ArrayList<>();
    private int weight;

    /// @param tagging makes the tags of what is appended
    public ActivityBlock(long first, SipHash tagging) {
        this.first = first;
        this.tagging = tagging;
    }

    @Override
    public long first() {
        return first;
    }

    @Override
    public int count() {
        return rows.size();
    }

    @Override
    public boolean isFull() {
        return rows.size() == FULL || weight > MOST_WEIGHT;
    }

    public void append(ActivityRow row) {
        tags.add(tag(first + rows.size(), row, tagging));
        rows.add(row);
        weight += row.weight();
    }

    private short tag(long sequence, ActivityRow row, SipHash by) {
        scratch.clear();
        scratch.putLong(sequence);
        row.put(scratch);
        return (short) scratch.hash(by);
    }

    @Override
    public long at(int row) {
        return rows.get(row).at();
    }

    public ActivityRow row(int index) {
        return rows.get(index);
    }

    @Override
    public EncodedBlock encode(int from, int to, boolean tail) {
        var texts = new Dictionary();
        var entries = new ByteSink(64 * (to - from));
        var keys = new KeySet();
        var outcomes = new int[2];
        long earliest = Long.MAX_VALUE;
        long latest = Long.MIN_VALUE;
        long last = 0;
        for (int i = from; i < to; i++) {
            ActivityRow row = rows.get(i);
            putRow(row, last, tags.get(i), texts, entries);
            last = row.at();
            earliest = Math.min(earliest, row.at());
            latest = Math.max(latest, row.at());
            outcomes[row.success() ? SUCCEEDED : FAILED]++;
            keys.add(SearchKey.kind(row.kind()));
            if (row.run() != 0) {
                keys.add(SearchKey.connection(row.run(), row.connection()));
            }
            if (row.session() >= 0) {
                keys.add(SearchKey.session((int) row.session()));
            }
        }
        var body = new ByteSink(entries.size() + 1_000);
        texts.put(body);
        body.putSink(entries);
        var header =
                new BlockHeader(
                        first + from,
                        to - from,
                        tail,
                        earliest,
                        latest,
                        outcomes,
                        BlockHeader.names(texts.names()),
                        keys.bloom());
        return new EncodedBlock(header, header.encode(), deflate(body.toByteArray()));
    }

    private static void putRow(
            ActivityRow row, long last, short tag, Dictionary texts, ByteSink out) {
        out.putSigned(row.at() - last);
        out.putNumber(texts.index(row.kind()));
        out.putNumber(texts.name(row.actor())).putNumber(texts.name(row.subject()));
        out.putNumber(row.run());
        if (row.run() != 0) {
            out.putNumber(row.connection());
        }
        out.putNumber(row.session() + 1).putByte(row.success() ? 1 : 0).putText(row.text());
        out.putNumber(row.facts().size());
        for (int i = 0; i < row.facts().size(); i++) {
            if (i % 2 == 0) {
                out.putNumber(texts.index(row.facts().get(i)));
            } else {
                out.putText(row.facts().get(i));
            }
        }
        out.putShort(tag);
    }

    /// All of a stored block.
    ///
    /// @throws DamagedBlockException if it can't be read to its end
    public static ActivityBlock decode(BlockHeader header, byte[] body) {
        var block = new ActivityBlock(header.first(), new SipHash(0, 0));
        block.read(header, body);
        return block;
    }

    /// What can be read of a block that was damaged.
    public static ActivityBlock salvage(BlockHeader header, byte[] body) {
        var block = new ActivityBlock(header.first(), new SipHash(0, 0));
        try {
            block.read(header, body);
            return block;
        } catch (DamagedBlockException _) {
            return block; // with the entries before the damage
        }
    }

    private void read(BlockHeader header, byte[] body) {
        var in = new ByteSource(inflate(body));
        var texts = new String[in.getIndex(BlockHeader.MOST_ENTRIES * 8)];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = in.getText();
        }
        ByteSource entries = in.getSource();
        long last = 0;
        for (int i = 0; i < header.count(); i++) {
            last += entries.getSigned();
            String kind = texts[entries.getIndex(texts.length)];
            String actor = texts[entries.getIndex(texts.length)];
            String subject = texts[entries.getIndex(texts.length)];
            int run = (int) entries.getNumber();
            long connection = run == 0 ? 0 : entries.getNumber();
            long session = entries.getNumber() - 1;
            boolean success = entries.getByte() == 1;
            String text = entries.getText();
            int count = entries.getIndex(MOST_FACTS);
            List<String> facts = new ArrayList<>();
            for (int n = 0; n < count; n++) {
                facts.add(n % 2 == 0 ? texts[entries.getIndex(texts.length)] : entries.getText());
            }
            short tag = (short) entries.getShort();
            rows.add(
                    new ActivityRow(
                            last,
                            kind,
                            actor,
                            subject,
                            run,
                            connection,
                            session,
                            success,
                            text,
                            facts));
            tags.add(tag);
        }
    }

    @Override
    public void appendRows(ActivityBlock other, int from) {
        other.rows.subList(from, other.rows.size()).forEach(this::append);
    }

    @Override
    public int firstBroken(SipHash by) {
        for (int i = 0; i < rows.size(); i++) {
            if (tag(first + i, rows.get(i), by) != tags.get(i)) {
                return i;
            }
        }
        return rows.size();
    }

    private static byte[] deflate(byte[] plain) {
        try (var deflater = new Deflater(Deflater.BEST_SPEED, true)) {
            deflater.setInput(plain);
            deflater.finish();
            var out = new ByteArrayOutputStream(plain.length / 2 + 64);
            var buffer = new byte[8_192];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        }
    }

    private static byte[] inflate(byte[] deflated) {
        try (var inflater = new Inflater(true)) {
            inflater.setInput(deflated);
            var out = new ByteArrayOutputStream(deflated.length * 3 + 64);
            var buffer = new byte[8_192];
            while (!inflater.finished()) {
                int length = inflater.inflate(buffer);
                if (length == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    break;
                }
                out.write(buffer, 0, length);
                if (out.size() > MOST_INFLATED) {
                    throw new DamagedBlockException("it inflates without end");
                }
            }
            return out.toByteArray();
        } catch (DataFormatException e) {
            throw new DamagedBlockException("it does not inflate: " + e.getMessage());
        }
    }

    /// Texts that repeat: kinds, names of facts, actors and subjects.
    private static final class Dictionary {
        private final Map<String, Integer> indexes = new LinkedHashMap<>();
        private final Set<String> names = new LinkedHashSet<>();

        int index(String text) {
            Integer known = indexes.putIfAbsent(text, indexes.size());
            return known == null ? indexes.size() - 1 : known;
        }

        int name(String text) {
            names.add(text);
            return index(text);
        }

        List<String> names() {
            return List.copyOf(names);
        }

        void put(ByteSink out) {
            out.putNumber(indexes.size());
            indexes.keySet().forEach(out::putText);
        }
    }
}
