package io.slimconsole.mls.state;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.slimconsole.mls.codec.DecodeException;
import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.codec.Reader;
import io.slimconsole.mls.codec.Writer;
import io.slimconsole.mls.state.RestoreException.Reason;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Seals the states of groups and keeps them.
///
/// What is stored begins with a version (2 bytes); the rest is sealed together with the version and the group's id, so that
/// it is no state of another group, nor one of another version.
public final class GroupStorage {
    /// Of what is inside of a sealed state.
    public static final int VERSION = 1;

    /// Keeps nothing: for groups that end with the process.
    public static final GroupStorage NONE = new GroupStorage(Optional.empty());

    private static final byte[] PURPOSE = "SLIM Console MLS group state".getBytes(US_ASCII);

    private record Keeping(GroupStateStore store, StateCipher cipher) {}

    private final Optional<Keeping> keeping;

    private GroupStorage(Optional<Keeping> keeping) {
        this.keeping = keeping;
    }

    public GroupStorage(GroupStateStore store, StateCipher cipher) {
        this(Optional.of(new Keeping(store, cipher)));
    }

    /// Whether there is a store at all.
    public boolean isKept() {
        return keeping.isPresent();
    }

    /// @param state overwritten with zeros afterwards
    public void save(Opaque groupId, byte[] state) {
        keeping.ifPresent(
                to -> {
                    try {
                        byte[] sealed = to.cipher().seal(state, associatedData(VERSION, groupId));
                        byte[] stored = new Writer().uint16(VERSION).raw(sealed).toByteArray();
                        to.store().save(groupId, Opaque.of(stored));
                    } finally {
                        Arrays.fill(state, (byte) 0);
                    }
                });
    }

    /// The state of a group; the caller overwrites it when it is done.
    public byte[] load(Opaque groupId) throws RestoreException {
        Keeping from =
                keeping.orElseThrow(
                        () -> new RestoreException(Reason.MISSING, "no groups are stored here"));
        byte[] stored =
                from.store()
                        .load(groupId)
                        .orElseThrow(
                                () ->
                                        new RestoreException(
                                                Reason.MISSING,
                                                "no group %s is stored".formatted(groupId)))
                        .bytes();
        var in = new Reader(stored);
        try {
            int version = in.uint16();
            if (version != VERSION) {
                throw new RestoreException(
                        Reason.VERSION,
                        "group %s is stored in version %d; this program reads version %d"
                                .formatted(groupId, version, VERSION));
            }
            return from.cipher().open(in.raw(in.remaining()), associatedData(version, groupId));
        } catch (DecodeException | GeneralSecurityException e) {
            throw new RestoreException(
                    Reason.NOT_AUTHENTIC,
                    "what is stored for group %s was sealed under another key, or was changed"
                            .formatted(groupId),
                    e);
        }
    }

    /// Forgets a group.
    public void delete(Opaque groupId) {
        keeping.ifPresent(from -> from.store().delete(groupId));
    }

    /// All groups that are stored.
    public List<Opaque> groupIds() {
        return keeping.map(from -> from.store().groupIds()).orElse(List.of());
    }

    private static byte[] associatedData(int version, Opaque groupId) {
        return new Writer().raw(PURPOSE).uint16(version).struct(groupId).toByteArray();
    }
}
