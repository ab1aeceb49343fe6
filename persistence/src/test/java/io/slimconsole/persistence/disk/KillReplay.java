package io.slimconsole.persistence.disk;

import static org.assertj.core.api.Assertions.assertThat;

import org.h2.store.fs.FileUtils;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Opens a file as it was at each moment at which its process could have been killed, and looks whether all that was committed until then is in it.
public final class KillReplay {
    private static final String MEMORY = "memFS";
    private static final Path FILE = Path.of("/killed/file.mv.db");

    private final DiskJournal journal;
    private final Contents contents;

    /// A moment each: when a commit had returned, and what was in the tables then.
    private final List<Committed> committed = new ArrayList<>();

    private record Committed(int changes, String contents) {}

    /// All that is in the tables.
    @FunctionalInterface
    public interface Contents {
        String read(Connection connection) throws SQLException;
    }

    public KillReplay(DiskJournal journal, Contents contents) {
        this.journal = journal;
        this.contents = contents;
    }

    /// A commit has returned.
    public void committed(Connection connection) throws SQLException {
        int changes = journal.changes();
        committed.add(new Committed(changes, contents.read(connection)));
        assertThat(journal.changes()).as("reading changes nothing").isEqualTo(changes);
    }

    /// Looks at `part` of all moments since the first commit.
    ///
    /// @return at how many
    public int look(double part, RandomGenerator random) throws IOException, SQLException {
        var moments = journal.moments();
        while (moments.done() < committed.getFirst().changes) {
            moments.advance();
        }
        int before = 0;
        int looked = 0;
        do {
            while (before + 1 < committed.size()
                    && committed.get(before + 1).changes <= moments.done()) {
                before++;
            }
            for (int pages = 0; pages <= moments.pages(); pages++) {
                if (random.nextDouble() < part) {
                    looked++;
                    // the commit that was under way may be there or not
                    assertThat(committed.subList(before, Math.min(before + 2, committed.size())))
                            .as("killed at change %d, page %d", moments.done(), pages)
                            .extracting(Committed::contents)
                            .contains(open(moments.file(pages)));
                }
            }
        } while (moments.advance());
        return looked;
    }

    private String open(byte[] file) throws IOException, SQLException {
        String path = MEMORY + ":" + FILE;
        FileUtils.createDirectories(MEMORY + ":" + FILE.getParent());
        try (OutputStream out = FileUtils.newOutputStream(path, false)) {
            out.write(file);
        }
        try (Connection connection =
                        DriverManager.getConnection(
                                H2.url(MEMORY, FILE) + ";IFEXISTS=TRUE", H2.USER, H2.PASSWORD);
                var statement = connection.createStatement()) {
            String found = contents.read(connection);
            statement.execute("SHUTDOWN IMMEDIATELY");
            return found;
        } finally {
            FileUtils.delete(path);
        }
    }
}
