package io.slimconsole.session.keys;

import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.node.name.Name;
import io.slimconsole.session.identity.Claims;
import io.slimconsole.session.identity.InstanceIds;
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
import java.util.function.Function;

/// Tells whether a command is from whom it says, and new.
///
/// @see "session.md 2.1, 4.10"
public final class CommandGuard {
    private static final int SENDERS = 100;
    private static final int IDS = 1_000;

    private final TokenVerifier verifier;
    private final boolean strict;
    private final Optional<Moderator> moderator;
    private final Function<Name, Optional<Opaque>> memberKeys;

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
    /// @param moderator of a session that we don't moderate ourselves: what comes in its name is signed with its key
    /// @param memberKeys the signature key of a member's leaf; empty for everybody else, and without MLS
    public CommandGuard(
            TokenVerifier verifier,
            boolean strict,
            Optional<Moderator> moderator,
            Function<Name, Optional<Opaque>> memberKeys) {
        this.verifier = verifier;
        this.strict = strict;
        this.moderator = moderator;
        this.memberKeys = memberKeys;
    }

    /// Whether its sender repeats itself, or somebody repeats what it has said: it is answered, or being worked on.
    public boolean isRepeated(SessionMessage message) {
        return strict && seen.getOrDefault(message.source(), Set.of()).contains(message.id());
    }

    /// @return why it is refused; empty if it is genuine, and counts as seen from now on
    public Optional<String> refusal(Arrived arrived) {
        SessionMessage message = arrived.message();
        if (strict && message.id() == 0) {
            return Optional.of("a command has an id");
        }
        Optional<Moderator> expected =
                moderator.filter(each -> each.name().equals(message.source()));
        try {
            Claims claims = claims(verifier, arrived);
            if (strict || expected.isPresent() || arrived.signature().isPresent()) {
                requireSignature(arrived, claims);
            }
            if (expected.isPresent() && !expected.get().is(claims)) {
                return Optional.of("it is signed with another key than the moderator's");
            }
            Optional<Opaque> key = memberKeys.apply(message.source());
            if (key.isPresent() && !isOf(claims, key.get())) {
                return Optional.of("it is signed with another key than the member's");
            }
        } catch (InvalidTokenException e) {
            return Optional.of(e.getMessage());
        }
        if (strict) {
            see(message);
        }
        return Optional.empty();
    }

    private static boolean isOf(Claims claims, Opaque signatureKey) {
        return claims.publicKey().filter(key -> SigningKey.isSame(key, signatureKey)).isPresent();
    }

    /// What is no command: data of a session without MLS, and what belongs to data. Its token is all that says who it is from.
    ///
    /// @return why it is refused; empty if the token is good
    public Optional<String> dataRefusal(Arrived arrived) {
        try {
            claims(verifier, arrived);
            return Optional.empty();
        } catch (InvalidTokenException e) {
            return Optional.of(e.getMessage());
        }
    }

    /// Who has said something that belongs to no session yet.
    ///
    /// @throws InvalidTokenException if that can't be told
    public static Moderator sender(TokenVerifier verifier, Arrived arrived)
            throws InvalidTokenException {
        Claims claims = claims(verifier, arrived);
        requireSignature(arrived, claims);
        return new Moderator(arrived.message().source(), claims.publicKey().orElseThrow());
    }

    /// What the token says, if it is good, and of the instance that the message is from.
    private static Claims claims(TokenVerifier verifier, Arrived arrived)
            throws InvalidTokenException {
        Claims claims = verifier.verify(arrived.token());
        if (!InstanceIds.ofIdentity(claims.subject()).equals(arrived.message().source().id())) {
            throw new InvalidTokenException("its token is of another instance than its source");
        }
        return claims;
    }

    private static void requireSignature(Arrived arrived, Claims claims)
            throws InvalidTokenException {
        byte[] header = SessionCodec.headerAad(arrived.message(), arrived.token());
        boolean signed =
                claims.publicKey().isPresent()
                        && arrived.signature().isPresent()
                        && SigningKey.verifies(
                                claims.publicKey().get(), header, arrived.signature().get());
        if (!signed) {
            throw new InvalidTokenException("its header is not signed by the key of its token");
        }
    }

    private void see(SessionMessage message) {
        Set<Integer> ids = seen.computeIfAbsent(message.source(), _ -> new LinkedHashSet<>());
        ids.add(message.id());
        if (ids.size() > IDS) {
            ids.remove(ids.iterator().next());
        }
    }

    /// A member is gone: it may come again with ids of before.
    public void forget(Name sender) {
        seen.remove(sender);
    }
}
