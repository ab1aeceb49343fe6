package io.slimconsole.node;

import java.nio.file.Path;
import java.util.Optional;

/// TLS 1.3 on the listening port.
///
/// @param certificateChain PEM, the node's own certificate first
/// @param privateKey PEM, PKCS#8, not encrypted
/// @param clientCa PEM; where present, clients must show a certificate that it signed
public record TlsConfig(Path certificateChain, Path privateKey, Optional<Path> clientCa) {}
