-- Sessions that the console moderates, as they were when they were stored last.
CREATE TABLE session (
    -- unsigned 32 bits
    id         BIGINT NOT NULL PRIMARY KEY,
    -- who is in it, and where it stands: begins with a format version, no secret
    record     BINARY LARGE OBJECT NOT NULL,
    -- of its MLS group, sealed; null in a session without
    group_keys BINARY LARGE OBJECT,
    -- CRC-32 of all of the row
    checksum   BIGINT NOT NULL
);

-- Secrets of the console, sealed with the key of the data folder.
CREATE TABLE secret (
    name   VARCHAR(100)     NOT NULL PRIMARY KEY,
    sealed VARBINARY(20000) NOT NULL
);
