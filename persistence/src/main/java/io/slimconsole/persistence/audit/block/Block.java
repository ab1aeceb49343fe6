package io.slimconsole.persistence.audit.block;

/// Entries that follow each other.
///
/// @param <B> the kind of block itself
public interface Block<B extends Block<B>> {
    /// Entries in a block that is full.
    int FULL = 4_096;

    /// Sequence of the first entry.
    long first();

    int count();

    /// Whether no more should be appended.
    boolean isFull();

    /// Time of an entry, in microseconds since 1970.
    long at(int row);

    /// Appends the rows of another block, from one of them on.
    void appendRows(B other, int from);

    /// A part of it, or all.
    ///
    /// @param from row, inclusive
    /// @param to row, exclusive
    /// @param tail whether it is to be merged with what follows
    EncodedBlock encode(int from, int to, boolean tail);

    /// The first row that is not as it was appended; [#count] if there is none.
    int firstBroken(SipHash tags);
}
