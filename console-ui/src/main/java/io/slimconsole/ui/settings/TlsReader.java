package io.slimconsole.ui.settings;

/// Looks at certificates and keys; may wait for the disk.
@FunctionalInterface
interface TlsReader {
    TlsReport read(TlsPaths paths);
}
