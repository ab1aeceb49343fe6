package io.slimconsole.persistence.audit.store;

import io.slimconsole.persistence.audit.block.BlockHeader;
import io.slimconsole.persistence.audit.seal.Sealed;

import java.util.Optional;

/// A block without its entries.
///
/// @param segment sequence of the first entry of its segment
/// @param mac chains it to the one before
/// @param sealed what the seal said when it took the place of smaller ones
@SuppressWarnings("ArrayRecordComponent") // a row, never compared
public record StoredBlock(
        BlockHeader header, long segment, long bytes, byte[] mac, Optional<Sealed> sealed) {
    public long first() {
        return header.first();
    }

    public long last() {
        return header.last();
    }
}
