package io.slimconsole.session.identity.jwt;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Keys that were handed over: as text, or in a file that is read anew when it has changed.
public final class LocalKeys extends KeySource {
    private final Optional<FileContent<List<VerificationKey>>> file;
    private volatile KeySet keys;

    private LocalKeys(
            Optional<FileContent<List<VerificationKey>>> file, List<VerificationKey> keys) {
        this.file = file;
        this.keys = KeySet.EMPTY.next(keys);
    }

    public static LocalKeys of(KeyFormat format, String text) throws IdentityException {
        return new LocalKeys(Optional.empty(), KeyReader.read(format, text));
    }

    /// @param file its content is taken as it is: at the end of a secret, a line's end belongs to it
    public static LocalKeys ofFile(KeyFormat format, Path file, InstantSource clock)
            throws IdentityException {
        var content = new FileContent<>(file, text -> KeyReader.read(format, text), clock);
        return new LocalKeys(Optional.of(content), content.current());
    }

    @Override
    KeySet current() {
        file.map(FileContent::current).ifPresent(this::renew);
        return keys;
    }

    private void renew(List<VerificationKey> fresh) {
        if (!fresh.equals(keys.current())) {
            synchronized (this) {
                if (!fresh.equals(keys.current())) {
                    keys = keys.next(fresh);
                }
            }
        }
    }

    /// A file is looked at anyway.
    @Override
    void missed() {}

    @Override
    String describe() {
        return file.map(each -> "the keys in " + each.file()).orElse("the keys that are set");
    }

    /// There is nothing to end.
    @Override
    public void close() {}
}
