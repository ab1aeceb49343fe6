package io.slimconsole.session.keys;

import io.slimconsole.node.name.Name;
import io.slimconsole.session.identity.Claims;
import io.slimconsole.session.identity.InvalidTokenException;
import io.slimconsole.session.identity.SigningKey;
import io.slimconsole.session.identity.TokenVerifier;
import io.slimconsole.session.wire.Arrived;
import io.slimconsole.session.wire.SessionCodec;
import io.slimconsole.session.wire.SessionMessage;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Tells whether a command is from whom it says, and new.
///
/// @see "session.md 2.1, 4.10"
public final class CommandGuard {
    private static final int SENDERS = 100;
    private static final int IDS = 1_000;

    private final TokenVerifier verifier;
    private final boolean strict;

    /// Message ids that were seen, of the senders that were heard last.
    private final Map<Name, Set<Integer>> seen =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Name, Set<Integer>> eldest) {
                    return size() > SENDERS;
                }
            };

    /// @param strict whether every command has to be signed, and comes once, as in sessions with MLS
    public CommandGuard(TokenVerifier verifier, boolean strict) {
        this.verifier = verifier;
        this.strict = strict;
    }

    /// @return why it is refused; empty if it is genuine and was not seen before
    public Optional<String> refusal(Arrived arrived) {
        SessionMessage message = arrived.message();
        try {
            Claims claims = verifier.verify(arrived.token());
            if (strict || arrived.signature().isPresent()) {
                byte[] header = SessionCodec.headerAad(message, arrived.token());
                boolean signed =
                        claims.publicKey().isPresent()
                                && arrived.signature().isPresent()
                                && SigningKey.verifies(
                                        claims.publicKey().get(),
                                        header,
                                        arrived.signature().get());
                if (!signed) {
                    return Optional.of("its header is not signed by the key of its token");
                }
            }
        } catch (InvalidTokenException e) {
            return Optional.of(e.getMessage());
        }
        if (strict && (message.id() == 0 || !isNew(message))) {
            return Optional.of("it was seen before");
        }
        return Optional.empty();
    }

    /// Data of a session without MLS: its token is all that says who it is from.
    ///
    /// @return why it is refused; empty if the token is good
    public Optional<String> dataRefusal(Arrived arrived) {
        try {
            verifier.verify(arrived.token());
            return Optional.empty();
        } catch (InvalidTokenException e) {
            return Optional.of(e.getMessage());
        }
    }

    private boolean isNew(SessionMessage message) {
        Set<Integer> ids = seen.computeIfAbsent(message.source(), _ -> new LinkedHashSet<>());
        boolean isNew = ids.add(message.id());
        if (ids.size() > IDS) {
            ids.remove(ids.iterator().next());
        }
        return isNew;
    }

    /// A member is gone: it may come again with ids of before.
    public void forget(Name sender) {
        seen.remove(sender);
    }
}
