package io.slimconsole.ui.sessions;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.mls.crypto.CryptoException;
import io.slimconsole.mls.crypto.Secret;
import io.slimconsole.node.name.Name;
import io.slimconsole.session.identity.Identity;
import io.slimconsole.session.identity.SharedSecret;
import io.slimconsole.session.identity.SharedSecretIdentity;
import io.slimconsole.session.identity.SigningKey;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;

/// Who the console is, with all that proves it. What is encoded is to be sealed.
///
/// @param given by the operator
/// @param identity what follows from it: once for all, so that members know the console again after a restart
record KnownIdentity(ConsoleIdentity given, Identity identity, SharedSecret secret) {
    /// Where the vault has it.
    static final String NAME = "identity";

    /// Of the encoding; another one is refused.
    private static final int VERSION = 1;

    /// What upstream's applications have, and no other.
    private static final CipherSuite SUITE = CipherSuite.MLS_128_DHKEMP256_AES128GCM_SHA256_P256;

    private static final int MAX_BYTES = 16_000;

    /// @throws IllegalArgumentException if the name can't be an identity, or the secret is too short
    static KnownIdentity create(ConsoleIdentity given, InstantSource clock) {
        var secret = new SharedSecret(given.secret(), clock);
        return new KnownIdentity(
                given,
                SharedSecretIdentity.create(
                        given.service().prefix(), secret, SigningKey.generate(SUITE)),
                secret);
    }

    byte[] encode() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes);
                Secret key = identity.signingKey().privateKey()) {
            out.writeInt(VERSION);
            write(out, given.service().prefix().getBytes(UTF_8));
            write(out, given.secret().getBytes(UTF_8));
            write(out, identity.id().getBytes(UTF_8));
            out.writeInt(identity.signingKey().suite().id());
            write(out, key.disclose());
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    /// @throws IOException if it is not what [#encode] gave, with the reason
    static KnownIdentity decode(byte[] encoded, InstantSource clock) throws IOException {
        try (var in = new DataInputStream(new ByteArrayInputStream(encoded))) {
            int version = in.readInt();
            if (version != VERSION) {
                throw new IOException(
                        "the console's identity is stored in version %d; this console reads version %d"
                                .formatted(version, VERSION));
            }
            Name service = Name.parse(new String(read(in), UTF_8));
            String shared = new String(read(in), UTF_8);
            String id = new String(read(in), UTF_8);
            int suite = in.readInt();
            try (Secret key = Secret.ofBytes(read(in))) {
                var secret = new SharedSecret(shared, clock);
                SigningKey signing =
                        SigningKey.restore(
                                CipherSuite.find(suite)
                                        .orElseThrow(
                                                () ->
                                                        new IllegalArgumentException(
                                                                "no cipher suite " + suite)),
                                key);
                return new KnownIdentity(
                        new ConsoleIdentity(service, shared),
                        SharedSecretIdentity.restore(id, secret, signing),
                        secret);
            }
        } catch (CryptoException | IllegalArgumentException e) {
            throw new IOException("the stored identity is none: " + e.getMessage(), e);
        }
    }

    private static void write(DataOutputStream out, byte[] field) throws IOException {
        out.writeInt(field.length);
        out.write(field);
    }

    private static byte[] read(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > MAX_BYTES) {
            throw new IOException("a field of the stored identity has %,d bytes".formatted(length));
        }
        byte[] field = in.readNBytes(length);
        if (field.length < length) {
            throw new IOException("the stored identity was cut off");
        }
        return field;
    }

    @Override
    public String toString() {
        return "KnownIdentity(%s)".formatted(identity.id());
    }
}
