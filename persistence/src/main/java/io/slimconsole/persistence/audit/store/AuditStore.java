package io.slimconsole.persistence.audit.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import io.slimconsole.persistence.audit.block.BlockHeader;
import io.slimconsole.persistence.audit.block.DamagedBlockException;
import io.slimconsole.persistence.audit.seal.Sealed;
import io.slimconsole.persistence.disk.H2;

import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The tables of an open log. One transaction writes at a time; any thread may read. All methods wait for the disk, and throw
/// [StoreException].
public final class AuditStore implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AuditStore.class);

    public static final String MIGRATIONS = "classpath:io/slimconsole/persistence/audit/migration";

    /// The highest number of [#MIGRATIONS].
    public static final int SCHEMA = 1;

    private static final int CONNECTIONS = 4;

    private static final String SCHEMA_OF =
            """
            SELECT MAX(CAST("version" AS INTEGER))
            FROM "flyway_schema_history"
            WHERE "success"
            """;

    /// In KiB. Heads are in memory anyway, and bodies are decoded from the operating system's cache almost as fast.
    private static final String CACHE = ";CACHE_SIZE=8192";

    /// Tables are only ever read by their keys: there is nothing that statistics would help to choose.
    private static final String NO_ANALYSIS = ";ANALYZE_AUTO=0";

    /// In milliseconds: no room is freed but when [FileRoom] says so.
    private static final String NO_REUSE = ";RETENTION_TIME=" + FileRoom.NEVER;

    private static final String SETTINGS = CACHE + NO_ANALYSIS + NO_REUSE;

    private static final String ALL_SEGMENTS =
            """
            SELECT first_sequence, generation, begun_us, start_mac, last_sequence, blocks, bytes,
                from_us, to_us, final_mac, signature, removed_us, removed_why, stub_signature
            FROM segment
            WHERE trail = :trail
            ORDER BY first_sequence
            """;

    private static final String ALL_BLOCKS =
            """
            SELECT first_sequence, segment, head, body_bytes, mac, sealed_sequence, sealed_mac
            FROM block
            WHERE trail = :trail
            ORDER BY first_sequence
            """;

    private static final String BLOCKS_OF_SEGMENT =
            """
            SELECT first_sequence, segment, head, mac, sealed_sequence, sealed_mac
            FROM block
            WHERE trail = :trail AND first_sequence >= :from AND first_sequence < :to
            ORDER BY first_sequence
            """;

    private static final String ISOLATE =
            "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL SNAPSHOT";

    private static final String AS_USUAL =
            "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL READ COMMITTED";

    private static final String NEWEST_BLOCK =
            """
            SELECT COALESCE(MAX(first_sequence), 0)
            FROM block
            WHERE trail = :trail
            """;

    private static final String BLOCK_WITH =
            """
            SELECT first_sequence, segment, head, body_bytes, mac, sealed_sequence, sealed_mac
            FROM block
            WHERE trail = :trail AND first_sequence <= :sequence
            ORDER BY first_sequence DESC
            FETCH FIRST ROW ONLY
            """;

    private static final String BODY =
            """
            SELECT body
            FROM block_body
            WHERE trail = :trail AND first_sequence = :first
            """;

    private static final String CONTENT =
            """
            SELECT generation, sealed
            FROM content
            WHERE sequence = :sequence
            """;

    private final AuditFile file;
    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private final FileRoom room;
    private final ConcurrentHashMap<String, String> names = new ConcurrentHashMap<>();

    /// Of a snapshot.
    private final Optional<Handle> fixed;

    private AuditStore(AuditStore of, Handle fixed) {
        this.file = of.file;
        this.pool = of.pool;
        this.jdbi = of.jdbi;
        this.room = of.room;
        this.fixed = Optional.of(fixed);
    }

    private AuditStore(AuditFile file, Room room) {
        this.fixed = Optional.empty();
        this.file = file;
        var config = new HikariConfig();
        config.setPoolName("slim-audit");
        config.setJdbcUrl(file.url() + SETTINGS);
        config.setUsername(H2.USER);
        config.setPassword(H2.PASSWORD);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setInitializationFailTimeout(1);
        config.setConnectionTimeout(Duration.ofSeconds(5).toMillis());
        this.pool = new HikariDataSource(config);
        this.jdbi = Jdbi.create(pool);
        this.room = jdbi.withHandle(handle -> FileRoom.of(handle.getConnection(), room));
    }

    /// Opens the file, makes it where there is none, and brings its schema up to date.
    public static AuditStore open(AuditFile file) {
        return open(file, Room.DEFAULT);
    }

    public static AuditStore open(AuditFile file, Room room) {
        return open(file, MIGRATIONS, SCHEMA, room);
    }

    static AuditStore open(AuditFile file, String migrations, int schema, Room room) {
        Optional<SQLException> unreadable = Optional.empty();
        try {
            file.make();
            unreadable = requireKnown(file, schema);
            Flyway.configure()
                    .dataSource(file.url() + SETTINGS, H2.USER, H2.PASSWORD)
                    .locations(migrations)
                    .ignoreMigrationPatterns(new String[0])
                    .validateOnMigrate(true)
                    .failOnMissingLocations(true)
                    .load()
                    .migrate();
            return new AuditStore(file, room);
        } catch (IOException | RuntimeException | AssertionError e) {
            StoreException told = StoreFailures.onOpening(file, e);
            // H2 keeps a file open that it could make nothing of: it is us who have it then
            boolean ours =
                    told.reason() == StoreException.Reason.IN_USE
                            && unreadable.filter(first -> !H2.isLocked(first)).isPresent();
            throw ours ? StoreFailures.onLooking(file, unreadable.get()) : told;
        }
    }

    /// What it means that something failed while the log was being opened.
    public static StoreException onOpening(AuditFile file, RuntimeException failure) {
        return StoreFailures.onOpening(file, failure);
    }

    /// While the file is as it was: opened for writing it would be changed.
    ///
    /// @return why it couldn't be read, which need not mean that it can't be opened
    private static Optional<SQLException> requireKnown(AuditFile file, int schema)
            throws IOException {
        if (!file.exists()) {
            return Optional.empty();
        }
        int found = 0;
        Optional<SQLException> failure = Optional.empty();
        try (Connection connection =
                        DriverManager.getConnection(file.readOnlyUrl(), H2.USER, H2.PASSWORD);
                var statement = connection.createStatement();
                var row = statement.executeQuery(SCHEMA_OF)) {
            if (row.next()) {
                found = row.getInt(1);
            }
        } catch (SQLException e) {
            failure = Optional.of(e);
        }
        if (found > schema) {
            throw new StoreFailures.NewerSchemaException(found, schema);
        }
        return failure;
    }

    /// A sealed content.
    ///
    /// @param generation of the key
    @SuppressWarnings("ArrayRecordComponent") // a row, never compared
    public record Content(int generation, byte[] sealed) {}

    public List<Segment> segments(TrailId trail) {
        return reading(
                () ->
                        withHandle(
                                handle ->
                                        handle.createQuery(ALL_SEGMENTS)
                                                .bind("trail", trail.code())
                                                .map((row, _) -> segment(trail, row))
                                                .list()));
    }

    private static Segment segment(TrailId trail, ResultSet row) throws SQLException {
        byte[] signature = row.getBytes("signature");
        Optional<Segment.End> end =
                signature == null
                        ? Optional.empty()
                        : Optional.of(
                                new Segment.End(
                                        row.getLong("last_sequence"),
                                        row.getInt("blocks"),
                                        row.getLong("bytes"),
                                        row.getLong("from_us"),
                                        row.getLong("to_us"),
                                        row.getBytes("final_mac"),
                                        signature));
        byte[] stub = row.getBytes("stub_signature");
        return new Segment(
                trail,
                row.getLong("first_sequence"),
                row.getInt("generation"),
                row.getLong("begun_us"),
                row.getBytes("start_mac"),
                end,
                stub == null
                        ? Optional.empty()
                        : Optional.of(
                                new Segment.Removal(
                                        row.getLong("removed_us"),
                                        row.getString("removed_why"),
                                        stub)));
    }

    /// All blocks of a trail, without their entries, oldest first. Those that were damaged are left out; [#rows] has them.
    public List<StoredBlock> blocks(TrailId trail) {
        return reading(
                        () ->
                                withHandle(
                                        handle ->
                                                handle.createQuery(ALL_BLOCKS)
                                                        .bind("trail", trail.code())
                                                        .map((row, _) -> block(row))
                                                        .list()))
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /// Sequence of the first entry of the newest block, whatever is in it; zero if there is none.
    public long newestBlock(TrailId trail) {
        return reading(
                () ->
                        withHandle(
                                handle ->
                                        handle.createQuery(NEWEST_BLOCK)
                                                .bind("trail", trail.code())
                                                .mapTo(Long.class)
                                                .one()));
    }

    /// The block that holds an entry, or would.
    public Optional<StoredBlock> blockWith(TrailId trail, long sequence) {
        return reading(
                        () ->
                                withHandle(
                                        handle ->
                                                handle.createQuery(BLOCK_WITH)
                                                        .bind("trail", trail.code())
                                                        .bind("sequence", sequence)
                                                        .map((row, _) -> block(row))
                                                        .findOne()))
                .flatMap(block -> block);
    }

    private Optional<StoredBlock> block(ResultSet row) throws SQLException {
        byte[] head = row.getBytes("head");
        try {
            var block =
                    new StoredBlock(
                            BlockHeader.decode(head, this::shared),
                            row.getLong("segment"),
                            head.length + row.getLong("body_bytes"),
                            row.getBytes("mac"),
                            sealed(row));
            return block.first() == row.getLong("first_sequence")
                    ? Optional.of(block)
                    : Optional.empty();
        } catch (DamagedBlockException e) {
            LOG.warn("a block of the audit log is damaged: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /// One string for equal ones, as long as they are few.
    private String shared(String name) {
        if (names.size() > 100_000) {
            return name;
        }
        String known = names.putIfAbsent(name, name);
        return known == null ? name : known;
    }

    private static Optional<Sealed> sealed(ResultSet row) throws SQLException {
        byte[] mac = row.getBytes("sealed_mac");
        return mac == null
                ? Optional.empty()
                : Optional.of(new Sealed(row.getLong("sealed_sequence"), mac));
    }

    /// The rows of blocks that begin within a range, as they are.
    public List<BlockRow> rows(TrailId trail, long from, long to) {
        return reading(
                () ->
                        withHandle(
                                handle ->
                                        handle.createQuery(BLOCKS_OF_SEGMENT)
                                                .bind("trail", trail.code())
                                                .bind("from", from)
                                                .bind("to", to)
                                                .map(
                                                        (row, _) ->
                                                                new BlockRow(
                                                                        row.getLong(
                                                                                "first_sequence"),
                                                                        row.getLong("segment"),
                                                                        row.getBytes("head"),
                                                                        row.getBytes("mac"),
                                                                        sealed(row)))
                                                .list()));
    }

    /// The entries of a block; empty if it isn't there any more.
    public Optional<byte[]> body(TrailId trail, long first) {
        return reading(
                () ->
                        withHandle(
                                handle ->
                                        handle.createQuery(BODY)
                                                .bind("trail", trail.code())
                                                .bind("first", first)
                                                .mapTo(byte[].class)
                                                .findOne()));
    }

    public Optional<Content> content(long sequence) {
        return reading(
                () ->
                        withHandle(
                                handle ->
                                        handle.createQuery(CONTENT)
                                                .bind("sequence", sequence)
                                                .map(
                                                        (row, _) ->
                                                                new Content(
                                                                        row.getInt("generation"),
                                                                        row.getBytes("sealed")))
                                                .findOne()));
    }

    /// Does all of it or nothing.
    public void write(Consumer<StoreWriter> changes) {
        try {
            boolean frees = room.begin();
            jdbi.useTransaction(
                    handle -> {
                        var transaction = new StoreWriter(handle);
                        changes.accept(transaction);
                        transaction.finish();
                    });
            if (frees) {
                H2.reachTheDisk(jdbi);
                room.freed();
            }
        } catch (RuntimeException | AssertionError e) {
            throw StoreFailures.of(file, "written", e);
        }
    }

    /// What was written outlasts a power cut too.
    public void reachTheDisk() {
        try {
            H2.reachTheDisk(jdbi);
        } catch (RuntimeException | AssertionError e) {
            throw StoreFailures.of(file, "written", e);
        }
    }

    /// The tables as they are now, whatever is written later. Keeps old versions of them as long as it is open, and belongs to one
    /// thread at a time.
    public AuditStore snapshot() {
        return reading(
                () -> {
                    Handle handle = jdbi.open();
                    handle.execute(ISOLATE);
                    handle.begin();
                    var snapshot = new AuditStore(this, handle);
                    snapshot.newestBlock(TrailId.MESSAGES); // with the first statement it begins
                    return snapshot;
                });
    }

    private <T> T withHandle(HandleCallback<T, RuntimeException> query) {
        return fixed.isPresent() ? query.withHandle(fixed.get()) : jdbi.withHandle(query);
    }

    private <T> T reading(Supplier<T> query) {
        try {
            return query.get();
        } catch (RuntimeException | AssertionError e) {
            throw StoreFailures.of(file, "read", e);
        }
    }

    @Override
    public void close() {
        if (fixed.isPresent()) {
            try (Handle handle = fixed.get()) {
                handle.rollback();
                handle.execute(AS_USUAL);
            }
            return;
        }
        pool.close();
    }
}
