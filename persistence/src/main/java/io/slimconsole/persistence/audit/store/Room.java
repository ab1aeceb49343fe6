package io.slimconsole.persistence.audit.store;

/// How much room in the file may lie idle while it is open.
///
/// @param every so many commits what is dead is freed, and the file is looked at
/// @param spareBytes the file may be that much larger than one and a half times what is in it
public record Room(int every, long spareBytes) {
    /// A commit takes some ten kilobytes beside its entries, and a quiet log has four in a second.
    public static final Room DEFAULT = new Room(40, 8L << 20);
}
