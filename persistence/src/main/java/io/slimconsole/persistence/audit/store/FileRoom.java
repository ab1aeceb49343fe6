package io.slimconsole.persistence.audit.store;

import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.FileStore;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.RandomAccessStore;

import java.sql.Connection;
import java.sql.SQLException;

/// Sees to it that the file's room is used again, and that the file stays small while it is open.
///
/// H2 writes each commit as a chunk. A chunk in which nothing lives any more can be freed, one in which little lives can be written anew, and those behind free room can be moved there. H2
/// does none of it by itself here: it has no thread for a file that is written at once, and would free too early. What a commit frees it may not use: after a power cut it may be gone,
/// and with it what the commits before need. So a commit either frees and appends, or uses what an earlier one freed, and the disk has it between the two.
///
/// Belongs to the thread that writes.
final class FileRoom {
    /// As a retention time: nothing is freed.
    static final int NEVER = Integer.MAX_VALUE;

    /// Once begun, it goes on until this part of the spare room is left.
    private static final int UNTIL = 4;

    /// In percent. Of the chunks, and of the file, that is in use; above it nothing is written anew, or moved.
    private static final int FULL = 80;

    /// Written anew at a time, from the emptiest chunks: these few bytes keep megabytes from being freed.
    private static final int WRITTEN_BYTES = 64 << 10;

    private static final long MOVED_BYTES = 16L << 20;

    private final MVStore store;
    private final Room room;
    private int commits;
    private boolean compacts;

    private FileRoom(MVStore store, Room room) {
        this.store = store;
        this.room = room;
    }

    static FileRoom of(Connection connection, Room room) {
        try {
            var session = (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
            return new FileRoom(session.getDatabase().getStore().getMvStore(), room);
        } catch (SQLException e) {
            throw new IllegalStateException("the connection is none of H2's", e);
        }
    }

    /// Before a commit.
    ///
    /// @return whether it frees room; it has to reach the disk then, before [#freed]
    boolean begin() {
        commits++;
        boolean frees = commits % room.every() == 0;
        boolean next = (commits + 1) % room.every() == 0;
        if (frees) {
            store.setReuseSpace(false);
            store.setRetentionTime(0);
        } else if (next && compacts) {
            // young chunks too
            store.setRetentionTime(0);
            store.compact(FULL, WRITTEN_BYTES);
            store.setRetentionTime(NEVER);
        }
        return frees;
    }

    /// What the last commit freed may be used from now on.
    void freed() {
        store.setReuseSpace(true);
        compacts = isLargerThan(compacts ? room.spareBytes() / UNTIL : room.spareBytes());
        if (compacts && store.getFileStore() instanceof RandomAccessStore file) {
            file.compactMoveChunks(FULL, MOVED_BYTES, store);
        }
        store.setRetentionTime(NEVER);
    }

    private boolean isLargerThan(long spareBytes) {
        FileStore<?> file = store.getFileStore();
        long chunks = file.size() / 100 * file.getFillRate();
        long living = chunks / 100 * file.getChunksFillRate();
        return file.size() > living + living / 2 + spareBytes;
    }
}
