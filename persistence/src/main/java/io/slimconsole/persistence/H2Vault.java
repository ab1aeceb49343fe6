package io.slimconsole.persistence;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slimconsole.mls.state.StateCipher;
import io.slimconsole.persistence.PersistenceException.Reason;
import io.slimconsole.persistence.disk.AesGcmCipher;
import io.slimconsole.persistence.disk.H2;

import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Optional;

import javax.crypto.SecretKey;

/// Secrets in the table `secret`, sealed with the key of [KeyFile].
final class H2Vault implements Vault {
    /// Sealed nothing, to tell the right key from another one.
    private static final String CHECK = "key-check";

    private static final String ONE =
            """
            SELECT sealed
            FROM secret
            WHERE name = :name
            """;

    private static final String STORE =
            """
            MERGE INTO secret (name, sealed)
            KEY (name)
            VALUES (:name, :sealed)
            """;

    private static final String ANYTHING_SEALED =
            """
            SELECT EXISTS (SELECT 1 FROM secret)
                OR EXISTS (SELECT 1 FROM session WHERE group_keys IS NOT NULL)
            """;

    private final Jdbi jdbi;
    private final StoreThread writer;
    private final AesGcmCipher secrets;
    private final StateCipher groups;

    private H2Vault(Jdbi jdbi, StoreThread writer, SecretKey key) {
        this.jdbi = jdbi;
        this.writer = writer;
        this.secrets = new AesGcmCipher(key, "secret");
        this.groups = new AesGcmCipher(key, "group");
    }

    /// Makes a key only where nothing is sealed yet: what was sealed with another one would be lost.
    static VaultResult open(KeyFile file, Jdbi jdbi, StoreThread writer) {
        return switch (file.read()) {
            case KeyFile.Found.Key(SecretKey key) -> new H2Vault(jdbi, writer, key).checked(file);
            case KeyFile.Found.Unusable(String why) -> new VaultResult.Unusable(why);
            case KeyFile.Found.Missing _ ->
                    isAnythingSealed(jdbi)
                            ? new VaultResult.Unusable(
                                    "the key file %s is missing, and what is sealed can't be read without it; put it back from a copy"
                                            .formatted(file.path()))
                            : begin(file, jdbi, writer);
        };
    }

    private static VaultResult begin(KeyFile file, Jdbi jdbi, StoreThread writer) {
        try {
            return new H2Vault(jdbi, writer, file.create()).checked(file);
        } catch (IOException e) {
            return new VaultResult.Unusable(
                    "the key file %s can't be made (%s)".formatted(file.path(), H2.messages(e)));
        }
    }

    private static boolean isAnythingSealed(Jdbi jdbi) {
        return jdbi.withHandle(
                handle -> handle.createQuery(ANYTHING_SEALED).mapTo(Boolean.class).one());
    }

    private VaultResult checked(KeyFile file) {
        try {
            if (find(CHECK).isEmpty() && !isAnythingSealed(jdbi)) {
                put(CHECK, new byte[0]);
            }
            return new VaultResult.Opened(this);
        } catch (PersistenceException e) {
            return new VaultResult.Unusable(
                    e.reason() == Reason.DAMAGED
                            ? "the key file %s is not the one that this folder's secrets were sealed with; put that one back"
                                    .formatted(file.path())
                            : String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Optional<byte[]> find(String name) {
        try {
            Optional<byte[]> sealed =
                    jdbi.withHandle(
                            handle ->
                                    handle.createQuery(ONE)
                                            .bind("name", name)
                                            .mapTo(byte[].class)
                                            .findOne());
            return sealed.isEmpty() ? sealed : Optional.of(secrets.open(sealed.get(), place(name)));
        } catch (GeneralSecurityException e) {
            throw new PersistenceException(
                    Reason.DAMAGED,
                    "the stored secret \"%s\" was changed, or sealed with another key (%s)"
                            .formatted(name, H2.messages(e)),
                    e);
        } catch (JdbiException e) {
            throw Failures.onReading("the secret \"%s\"".formatted(name), e);
        }
    }

    @Override
    public void put(String name, byte[] secret) {
        VaultNames.check(name, secret);
        byte[] sealed = secrets.seal(secret, place(name));
        writer.write(
                "the secret \"%s\"".formatted(name),
                () -> {
                    jdbi.useTransaction(
                            handle ->
                                    handle.createUpdate(STORE)
                                            .bind("name", name)
                                            .bind("sealed", sealed)
                                            .execute());
                    H2.reachTheDisk(jdbi);
                });
    }

    private static byte[] place(String name) {
        return name.getBytes(UTF_8);
    }

    @Override
    public StateCipher groupCipher() {
        return groups;
    }
}
