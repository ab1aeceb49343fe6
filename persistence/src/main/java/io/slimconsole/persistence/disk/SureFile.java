package io.slimconsole.persistence.disk;

import org.h2.mvstore.DataUtils;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// A file of [SureFiles] that is open for writing.
final class SureFile extends ForwardingFile {
    private static final int BLOCK = 4096;

    /// The header is there twice, a block each.
    private static final int HEADER = 2 * BLOCK;

    private static final String CHUNK = "chunk";
    private static final String VERSION = "version";
    private static final String POSITION = "block";
    private static final String CHECKSUM = ",fletcher:";

    /// Of the chunks that were written since the file was opened, or named by H2 since.
    private Optional<Newest> newest = Optional.empty();

    /// As H2 wrote it last, but for the chunk that it names.
    private Optional<Map<String, String>> header = Optional.empty();

    private byte[] written = new byte[0];

    /// @param block where it is
    private record Newest(long id, long version, long block) {}

    SureFile(FileChannel file) {
        super(file);
    }

    @Override
    public synchronized int write(ByteBuffer source, long position) throws IOException {
        return position == 0 && source.remaining() == HEADER
                ? writeHeader(source)
                : writeChunk(source, position);
    }

    private int writeHeader(ByteBuffer source) throws IOException {
        Map<String, String> told = firstLine(source);
        Newest named = newest(told, DataUtils.readHexLong(told, POSITION, 0));
        boolean late = newest.isPresent() && newest.get().version > named.version;
        if (!late) {
            newest = Optional.of(named);
        }
        header = Optional.of(told);
        nameNewest();
        int count = source.remaining();
        source.position(source.limit());
        return count;
    }

    private int writeChunk(ByteBuffer source, long position) throws IOException {
        boolean isWithin = position + source.remaining() < file.size();
        Map<String, String> told = firstLine(source);
        int count = 0;
        while (source.hasRemaining()) {
            count += file.write(source, position + count);
        }
        if (told.containsKey(CHUNK)) {
            Newest chunk = newest(told, position / BLOCK);
            // an older one is moved, and H2 itself says where to
            if (newest.isEmpty() || newest.get().version < chunk.version) {
                newest = Optional.of(chunk);
                if (isWithin) {
                    nameNewest();
                }
            }
        }
        return count;
    }

    private void nameNewest() throws IOException {
        if (header.isEmpty()) {
            ByteBuffer there = ByteBuffer.allocate(HEADER);
            file.read(there, 0);
            header = Optional.of(firstLine(there.flip()));
        }
        Map<String, String> fields = header.get();
        Newest named = newest.orElseThrow();
        if (named.version > 0) {
            fields.put(POSITION, Long.toHexString(named.block));
            fields.put(CHUNK, Long.toHexString(named.id));
            fields.put(VERSION, Long.toHexString(named.version));
        }
        byte[] bytes = bytes(fields);
        if (!Arrays.equals(bytes, written)) {
            ByteBuffer target = ByteBuffer.wrap(bytes);
            while (target.hasRemaining()) {
                file.write(target, target.position());
            }
            written = bytes;
        }
    }

    private static byte[] bytes(Map<String, String> fields) {
        var text = new StringBuilder();
        DataUtils.appendMap(text, new HashMap<>(fields));
        byte[] summed = text.toString().getBytes(StandardCharsets.ISO_8859_1);
        int checksum = DataUtils.getFletcher32(summed, 0, summed.length);
        text.append(CHECKSUM).append(Integer.toHexString(checksum)).append('\n');
        byte[] line = text.toString().getBytes(StandardCharsets.ISO_8859_1);
        var bytes = new byte[HEADER];
        System.arraycopy(line, 0, bytes, 0, line.length);
        System.arraycopy(line, 0, bytes, BLOCK, line.length);
        return bytes;
    }

    private static Newest newest(Map<String, String> fields, long block) {
        return new Newest(
                DataUtils.readHexLong(fields, CHUNK, 0),
                DataUtils.readHexLong(fields, VERSION, 0),
                block);
    }

    /// The line that a header or a chunk begins with; empty if it is no such line.
    private static Map<String, String> firstLine(ByteBuffer source) {
        ByteBuffer bytes = source.duplicate();
        var line = new StringBuilder();
        while (bytes.hasRemaining() && line.length() < BLOCK) {
            char next = (char) (bytes.get() & 0xff);
            if (next == '\n') {
                int end = line.indexOf(CHECKSUM);
                String text = (end < 0 ? line.toString() : line.substring(0, end)).strip();
                boolean ours = text.startsWith("H:") || text.startsWith(CHUNK + ":");
                return ours ? DataUtils.parseMap(text) : new HashMap<>();
            }
            line.append(next);
        }
        return new HashMap<>();
    }

    @Override
    public synchronized int write(ByteBuffer source) throws IOException {
        int count = write(source, file.position());
        file.position(file.position() + count);
        return count;
    }
}
