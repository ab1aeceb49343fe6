package io.slimconsole.persistence.audit;

import io.slimconsole.persistence.audit.block.Block;

/// How a trail's blocks become entries.
///
/// @param <B> the trail's blocks
/// @param <E> its entries
/// @param <F> its filters
interface Reading<B extends Block<B>, E extends AuditEntry, F> {
    BlockKind<B> kind();

    E entry(B block, int row);

    boolean succeeded(B block, int row);

    RowFilter<B> filter(F filter);

    /// What a filter asks for, in words.
    String text(F filter);
}
