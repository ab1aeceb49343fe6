package io.slimconsole.ui.settings;

/// Something to say about a field: what is wrong and what would be right, or what follows from it.
///
/// @param text a whole sentence
record Finding(Level level, String text) {
    enum Level {
        /// Can't be applied like this.
        ERROR,
        /// Works, but probably not as meant.
        WARNING,
        /// Worth knowing.
        INFO,
        /// Looked at and found good.
        OK
    }
}
