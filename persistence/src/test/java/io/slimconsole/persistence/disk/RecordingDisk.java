package io.slimconsole.persistence.disk;

import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// One of H2's file systems: the operating system's, with each change of a file noted in a [DiskJournal].
public final class RecordingDisk extends FilePathWrapper {
    /// In H2's URLs.
    public static final String NAME = "recording";

    private DiskJournal journal = new DiskJournal();

    /// Registers it with H2, in place of one that was there.
    public static DiskJournal install() {
        var disk = new RecordingDisk();
        FilePath.register(disk);
        return disk.journal;
    }

    @Override
    public String getScheme() {
        return NAME;
    }

    @Override
    public FilePathWrapper getPath(String path) {
        var made = (RecordingDisk) super.getPath(path);
        made.journal = journal;
        return made;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new Recorded(super.open(mode), journal);
    }

    private static final class Recorded extends ForwardingFile {
        private final DiskJournal journal;

        Recorded(FileChannel file, DiskJournal journal) {
            super(file);
            this.journal = journal;
        }

        @Override
        public synchronized int write(ByteBuffer source, long position) throws IOException {
            journal.written(position, source.duplicate());
            return file.write(source, position);
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            long at = file.position();
            journal.written(at, source.duplicate());
            return file.write(source);
        }

        @Override
        public FileChannel truncate(long size) throws IOException {
            journal.truncated(size);
            file.truncate(size);
            return this;
        }
    }
}
