package io.slimconsole.session.network;

import java.nio.file.Path;
import java.util.Optional;

/// TLS towards a node. The files are read for every connection anew, so that renewed ones are used.
///
/// @param authority PEM; the only one to trust, in place of those that this machine trusts
/// @param certificate for nodes that want to know who their clients are
/// @param serverName the name that the node's certificate must be for, if not the host's
public record ClientTls(
        Optional<Path> authority,
        Optional<ClientCertificate> certificate,
        Optional<String> serverName) {
    public static final ClientTls DEFAULT =
            new ClientTls(Optional.empty(), Optional.empty(), Optional.empty());

    /// @param chain PEM, the own certificate first
    /// @param key PEM, PKCS#8, not encrypted
    public record ClientCertificate(Path chain, Path key) {}

    public ClientTls withAuthority(Path file) {
        return new ClientTls(Optional.of(file), certificate, serverName);
    }

    public ClientTls withCertificate(Path chain, Path key) {
        return new ClientTls(authority, Optional.of(new ClientCertificate(chain, key)), serverName);
    }

    public ClientTls withServerName(String name) {
        return new ClientTls(authority, certificate, Optional.of(name));
    }
}
