package io.slimconsole.mls.schedule;

import io.slimconsole.mls.codec.DecodeException;
import io.slimconsole.mls.codec.Encodable;
import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.codec.Reader;
import io.slimconsole.mls.codec.Writer;
import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.mls.crypto.Secret;

/// What is derived from an epoch's secret. Each has one use.
///
/// @param encryption the [SecretTree] takes it over, and wipes it once it is used
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
        InitSecret init)
        implements Encodable {

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
        try (Secret forLabel = suite.deriveSecret(exporter, label)) {
            return suite.expandWithLabel(forLabel, "exported", suite.hash(context), length);
        }
    }

    /// Wipes all but what messages that come late, and pre-shared keys that come from this epoch, still need.
    public void wipeForLaterEpochs() {
        exporter.close();
        external.close();
        confirmationKey.close();
        membershipKey.close();
        epochAuthenticator.close();
        init.value().close();
    }

    /// Wipes all of them.
    public void wipe() {
        wipeForLaterEpochs();
        senderData.close();
        encryption.close();
        resumptionPsk.close();
    }

    /// As [#writeTo] has written it.
    public static EpochSecrets read(Reader in) throws DecodeException {
        Secret senderData = Secret.read(in);
        Secret encryption = Secret.zeros(senderData.length());
        encryption.close();
        return new EpochSecrets(
                senderData,
                encryption,
                Secret.read(in),
                Secret.read(in),
                Secret.read(in),
                Secret.read(in),
                Secret.read(in),
                Secret.read(in),
                new InitSecret(Secret.read(in)));
    }

    /// For a sealed snapshot, without the encryption secret.
    @Override
    public void writeTo(Writer out) {
        out.struct(senderData)
                .struct(exporter)
                .struct(external)
                .struct(confirmationKey)
                .struct(membershipKey)
                .struct(resumptionPsk)
                .struct(epochAuthenticator)
                .struct(init.value());
    }
}
