package io.slimconsole.persistence.audit.store;

import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;

import java.sql.Connection;
import java.sql.SQLException;

/// Sees to it that the file's room is used again, and never in a way that a killed process could not be recovered from.
///
/// H2 writes each commit as a chunk, and frees chunks in which nothing lives. Left alone it frees one and writes over it within the same commit. A process that is
/// killed at that moment leaves a file whose newest whole commit still lists the chunk that is gone, as do all commits before: H2 then goes back to a time
/// before that chunk was made, minutes or hours, or finds the file damaged. So here a commit either frees and appends, or uses what an earlier commit has freed.
///
/// Belongs to the thread that writes.
final class FileRoom {
    /// As a retention time: nothing is freed.
    static final int NEVER = Integer.MAX_VALUE;

    /// A commit takes some ten kilobytes beside its entries: so many of them are what the file is larger than it has to be.
    private static final int FREE_EVERY = 40;

    private final MVStore store;
    private int commits;

    private FileRoom(MVStore store) {
        this.store = store;
    }

    static FileRoom of(Connection connection) {
        try {
            var session = (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
            return new FileRoom(session.getDatabase().getStore().getMvStore());
        } catch (SQLException e) {
            throw new IllegalStateException("the connection is none of H2's", e);
        }
    }

    /// Before a commit.
    ///
    /// @return whether it frees room; it has to reach the disk then, before [#freed]
    boolean begin() {
        commits++;
        boolean frees = commits % FREE_EVERY == 0;
        if (frees) {
            store.setReuseSpace(false);
            store.setRetentionTime(0);
        }
        return frees;
    }

    /// What the last commit freed may be used from now on.
    void freed() {
        store.setRetentionTime(NEVER);
        store.setReuseSpace(true);
    }
}
