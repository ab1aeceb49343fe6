package io.slimconsole.mls.group;

import io.slimconsole.mls.codec.DecodeException;
import io.slimconsole.mls.codec.Encodable;
import io.slimconsole.mls.codec.Reader;
import io.slimconsole.mls.codec.Writer;
import io.slimconsole.mls.crypto.Secret;
import io.slimconsole.mls.framing.PreSharedKeyId;
import io.slimconsole.mls.schedule.JoinerSecret;

import java.util.List;
import java.util.Optional;

/// What a Welcome seals for one new member.
///
/// @param pathSecret of the lowest node that it shares with the committer, if the commit had a path
/// @see "RFC 9420 §12.4.3.1"
record GroupSecrets(JoinerSecret joiner, Optional<Secret> pathSecret, List<PreSharedKeyId> psks)
        implements Encodable, AutoCloseable {
    GroupSecrets {
        psks = List.copyOf(psks);
    }

    static GroupSecrets read(Reader in) throws DecodeException {
        return new GroupSecrets(
                new JoinerSecret(Secret.read(in)),
                Optional.ofNullable(in.optional(Secret::read)),
                in.vector(PreSharedKeyId::read));
    }

    /// Wipes them.
    @Override
    public void close() {
        joiner.value().close();
        pathSecret.ifPresent(Secret::close);
    }

    @Override
    public void writeTo(Writer out) {
        out.struct(joiner.value()).optional(pathSecret.orElse(null)).vector(psks);
    }
}
