-- One row per setting, so that one unreadable value costs one setting and not all of them.
CREATE TABLE setting (
    name     VARCHAR(100)  NOT NULL PRIMARY KEY,
    setting  VARCHAR(4000) NOT NULL,
    -- CRC-32 of the name, a line feed and the setting: H2 does not notice a changed byte within a row
    checksum BIGINT        NOT NULL
);

CREATE TABLE ui_state (
    name  VARCHAR(200)   NOT NULL PRIMARY KEY,
    state VARCHAR(20000) NOT NULL
);
