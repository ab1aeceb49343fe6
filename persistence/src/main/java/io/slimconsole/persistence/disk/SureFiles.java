package io.slimconsole.persistence.disk;

import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

import java.io.IOException;
import java.nio.channels.FileChannel;

/// H2's file system of the operating system, with files in which a commit is found again once it is in them.
///
/// H2 writes each commit as a chunk. When it opens a file that was not closed, it takes for the newest one what the header names, or what lies at the
/// end, and what can be reached from there. A chunk that it writes into freed room is often none of these: it does write the header then, but names the commit *before*
/// (`RandomAccessStore.writeChunk` of H2 2.3.230 and later does so before it knows the new one). A process that was killed before the next header lost
/// what it had committed since, or left a file that H2 found damaged. So the header is made to name the newest chunk here, at the latest when that is complete.
///
/// Once H2 does this itself, this class can go; `KilledConsoleTest` and `KilledWriterTest` tell.
public final class SureFiles extends FilePathWrapper {
    static final String NAME = "sure";

    /// Before H2 is asked for a file of it. May be called again.
    static void register() {
        FilePath.register(new SureFiles());
    }

    @Override
    public String getScheme() {
        return NAME;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        FileChannel file = super.open(mode);
        return mode.equals("r") ? file : new SureFile(file);
    }
}
