package io.slimconsole.persistence.audit;

import io.slimconsole.persistence.audit.block.BlockHeader;

import java.util.Optional;
import java.util.function.IntPredicate;

/// A filter as it is applied to blocks: first to their headers, then to the entries of those that may have some.
///
/// @param <B> the trail's blocks
interface RowFilter<B> {
    /// @param succeeded entries that were found and succeeded
    /// @param failed all others that were found
    record Count(int succeeded, int failed) {
        static final Count NONE = new Count(0, 0);

        int all() {
            return succeeded + failed;
        }
    }

    /// How many of a block's entries are found, where its header tells.
    Optional<Count> count(BlockHeader header);

    /// Whether a block's entries can be counted without their times, ids and sizes.
    boolean needsNoColumns(BlockHeader header);

    /// Which rows of a block are found.
    IntPredicate rows(B block);

    /// The same where only what [#needsNoColumns] is about is known.
    IntPredicate rows(B block, boolean withoutColumns);
}
