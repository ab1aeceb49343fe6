package io.slimconsole.node;

import java.util.Optional;

/// What the two ends of a link agreed on.
///
/// @param linkId chosen by the dialler; the same again after it reconnects
/// @param nodeId what the other end calls itself; may be empty
/// @param slimVersion the other end's SLIM version
/// @param deploymentName the other end's domain; may be empty
/// @param headerMac whether publishes and subscriptions on this link carry a verified MAC
/// @param tls protocol and cipher suite, for example `TLSv1.3 TLS_AES_128_GCM_SHA256`; empty on cleartext
/// @see "data-plane.md 3.2"
public record LinkFacts(
        String linkId,
        String nodeId,
        String slimVersion,
        String deploymentName,
        boolean headerMac,
        KeyAgreement keyAgreement,
        Optional<String> tls) {

    /// How the key of the header MAC was agreed on.
    public enum KeyAgreement {
        NONE,
        X25519,
        X25519_MLKEM768
    }
}
