-- The audit log: two trails (0 messages, 1 activity) of blocks, chained by MACs, in segments.

-- Blocks that are signed together, and deleted together when they are old: the row stays then.
CREATE TABLE segment (
    trail          TINYINT       NOT NULL,
    first_sequence BIGINT        NOT NULL,
    -- of the keys that its MACs, tags and signatures were made with
    generation     INTEGER       NOT NULL,
    -- microseconds since 1970, when it was begun
    begun_us       BIGINT        NOT NULL,
    -- of the block before its first
    start_mac      VARBINARY(32) NOT NULL,
    -- null until it is closed, as all that follows
    last_sequence  BIGINT,
    blocks         INTEGER,
    bytes          BIGINT,
    -- times of its earliest and latest entry
    from_us        BIGINT,
    to_us          BIGINT,
    -- of its last block
    final_mac      VARBINARY(32),
    -- Ed25519 over all of the above
    signature      VARBINARY(64),
    -- null until its blocks are deleted
    removed_us     BIGINT,
    removed_why    VARCHAR(500),
    -- Ed25519 over the signature above, the time and the reason
    stub_signature VARBINARY(64),
    PRIMARY KEY (trail, first_sequence)
);

-- What a block can be searched by; all of them are read when the log is opened.
CREATE TABLE block (
    trail           TINYINT          NOT NULL,
    first_sequence  BIGINT           NOT NULL,
    -- first_sequence of its segment
    segment         BIGINT           NOT NULL,
    head            VARBINARY(20000) NOT NULL,
    body_bytes      INTEGER          NOT NULL,
    -- HMAC-SHA-256 over the MAC of the block before, this one's head and body, and the two columns below
    mac             VARBINARY(32)    NOT NULL,
    -- of a block that took the place of smaller ones: what audit.seal said at that moment
    sealed_sequence BIGINT,
    sealed_mac      VARBINARY(32),
    PRIMARY KEY (trail, first_sequence)
);

-- The entries of a block, column by column. Apart from the heads, so that those can be read fast.
CREATE TABLE block_body (
    trail          TINYINT            NOT NULL,
    first_sequence BIGINT             NOT NULL,
    body           VARBINARY(1048576) NOT NULL,
    PRIMARY KEY (trail, first_sequence)
);

-- Content of messages, sealed; the entry of the activity with this sequence tells its SHA-256.
CREATE TABLE content (
    sequence   BIGINT  NOT NULL PRIMARY KEY,
    generation INTEGER NOT NULL,
    sealed     BINARY LARGE OBJECT NOT NULL
);
