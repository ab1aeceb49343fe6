package io.slimconsole.persistence.audit.store;

import io.slimconsole.persistence.audit.seal.Sealed;

import java.util.Optional;

/// A block's row as it is, for verification: nothing in it need make sense.
@SuppressWarnings("ArrayRecordComponent") // a row, never compared
public record BlockRow(
        long first, long segment, byte[] head, byte[] mac, Optional<Sealed> sealed) {}
