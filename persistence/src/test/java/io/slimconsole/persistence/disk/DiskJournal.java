package io.slimconsole.persistence.disk;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What was done to a file since it was empty, in order; and so what it was like at any moment.
public final class DiskJournal {
    /// The operating system copies a write page by page, and looks between two whether the process is to die.
    private static final int PAGE = 4096;

    private final List<Change> changes = new ArrayList<>();

    private sealed interface Change {
        @SuppressWarnings("ArrayRecordComponent") // never compared
        record Written(long at, byte[] bytes) implements Change {}

        record Truncated(long size) implements Change {}
    }

    synchronized void written(long at, ByteBuffer source) {
        var bytes = new byte[source.remaining()];
        source.get(bytes);
        changes.add(new Change.Written(at, bytes));
    }

    synchronized void truncated(long size) {
        changes.add(new Change.Truncated(size));
    }

    /// How many there were until now.
    public synchronized int changes() {
        return changes.size();
    }

    /// How many bytes were written in all.
    public synchronized long bytes() {
        return changes.stream()
                .mapToLong(c -> c instanceof Change.Written written ? written.bytes.length : 0)
                .sum();
    }

    /// Goes through the moments at which a process could have been killed.
    Moments moments() {
        return new Moments();
    }

    /// The file as it was between two changes or within one, moment after moment.
    final class Moments {
        private byte[] file = new byte[1 << 20];
        private int length;
        private int done;

        /// How many changes were through.
        int done() {
            return done;
        }

        /// Lets one more change through.
        ///
        /// @return whether there was one
        boolean advance() {
            if (done == changes()) {
                return false;
            }
            switch (changes.get(done)) {
                case Change.Written(long at, byte[] bytes) -> put((int) at, bytes);
                case Change.Truncated(long size) -> length = (int) Math.min(length, size);
            }
            done++;
            return true;
        }

        private void put(int at, byte[] bytes) {
            int end = at + bytes.length;
            if (end > file.length) {
                file = Arrays.copyOf(file, Math.max(end, file.length * 2));
            }
            if (at > length) {
                Arrays.fill(file, length, at, (byte) 0);
            }
            System.arraycopy(bytes, 0, file, at, bytes.length);
            length = Math.max(length, end);
        }

        /// How many pages of the next change can be there without the rest.
        int pages() {
            return done < changes() && changes.get(done) instanceof Change.Written written
                    ? (written.bytes.length - 1) / PAGE
                    : 0;
        }

        /// The file with so many pages of the next change.
        byte[] file(int pages) {
            if (pages == 0) {
                return Arrays.copyOf(file, length);
            }
            var written = (Change.Written) changes.get(done);
            int at = (int) written.at;
            byte[] cut = Arrays.copyOf(file, Math.max(length, at + pages * PAGE));
            System.arraycopy(written.bytes, 0, cut, at, pages * PAGE);
            return cut;
        }
    }
}
