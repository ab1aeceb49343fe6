package io.slimconsole.ui.settings;

/// Three paths as they are typed.
///
/// @param clientCa may be empty: clients need no certificate then
record TlsPaths(String certificate, String privateKey, String clientCa) {}
