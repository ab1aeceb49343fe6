package io.slimconsole.mls.schedule;

import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.mls.crypto.Secret;

/// What is derived from an epoch's secret. Each has one use.
///
/// @see "RFC 9420 §8, table 4"
public record EpochSecrets(
        Secret senderData,
        Secret encryption,
        Secret exporter,
        Secret external,
        Secret confirmationKey,
        Secret membershipKey,
        Secret resumptionPsk,
        Secret epochAuthenticator,
        InitSecret init) {

    static EpochSecrets derive(CipherSuite suite, Secret epochSecret) {
        return new EpochSecrets(
                suite.deriveSecret(epochSecret, "sender data"),
                suite.deriveSecret(epochSecret, "encryption"),
                suite.deriveSecret(epochSecret, "exporter"),
                suite.deriveSecret(epochSecret, "external"),
                suite.deriveSecret(epochSecret, "confirm"),
                suite.deriveSecret(epochSecret, "membership"),
                suite.deriveSecret(epochSecret, "resumption"),
                suite.deriveSecret(epochSecret, "authentication"),
                new InitSecret(suite.deriveSecret(epochSecret, "init")));
    }

    /// Proves that who made it arrived at the same epoch.
    ///
    /// @see "RFC 9420 §6.1"
    public Opaque confirmationTag(CipherSuite suite, Opaque confirmedTranscriptHash) {
        return Opaque.of(suite.mac(confirmationKey, confirmedTranscriptHash.bytes()));
    }

    public boolean isConfirmedBy(CipherSuite suite, Opaque tag, Opaque confirmedTranscriptHash) {
        return suite.verifyMac(confirmationKey, tag.bytes(), confirmedTranscriptHash.bytes());
    }

    /// A secret for the application, that all members can have.
    ///
    /// @see "RFC 9420 §8.5"
    public Secret export(CipherSuite suite, String label, byte[] context, int length) {
        Secret forLabel = suite.deriveSecret(exporter, label);
        return suite.expandWithLabel(forLabel, "exported", suite.hash(context), length);
    }
}
