package io.slimconsole.session.identity.jwt;

import io.slimconsole.session.identity.Identity;
import io.slimconsole.session.identity.InvalidTokenException;
import io.slimconsole.session.identity.SigningKey;

import java.nio.file.Path;
import java.time.InstantSource;

/// An identity that somebody else vouches for: a token in a file, which is put there anew before its time is over.
///
/// It has no key of ours, so it can't take part in sessions with MLS. What stands around the token in its file, such as the end of the
/// line, does not belong to it.
///
/// @see "identity-and-control.md 1.4"
public final class StaticTokenIdentity implements Identity {
    private record Held(String token, String subject) {}

    private final String id;
    private final FileContent<Held> file;

    private StaticTokenIdentity(String id, FileContent<Held> file) {
        this.id = id;
        this.file = file;
    }

    /// @throws IdentityException if it can't be read, or is no token that says whose it is
    public static StaticTokenIdentity of(Path file, InstantSource clock) throws IdentityException {
        String id = new FileContent<>(file, StaticTokenIdentity::read, clock).current().subject();
        return new StaticTokenIdentity(
                id, new FileContent<>(file, text -> readOf(id, text), clock));
    }

    /// Who we are stands in our name on the network; it can't change while we are there.
    private static Held readOf(String id, String text) throws IdentityException {
        Held held = read(text);
        if (!held.subject().equals(id)) {
            throw new IdentityException(
                    "a token of \"%s\", where there was one of \"%s\"; to become somebody else takes a restart"
                            .formatted(held.subject(), id));
        }
        return held;
    }

    private static Held read(String text) throws IdentityException {
        String token = text.strip();
        try {
            byte[] claims = JwtVerifier.parse(token).getPayload().toBytes();
            return new Held(token, ParsedClaims.parse(claims).claims().subject());
        } catch (InvalidTokenException e) {
            throw new IdentityException(e.getMessage(), e);
        }
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String token() {
        return file.current().token();
    }

    @Override
    public boolean signs() {
        return false;
    }

    @Override
    public SigningKey signingKey() {
        throw new IllegalStateException(
                "a static token has no signing key: commands go unsigned, and sessions with MLS are"
                        + " not possible");
    }
}
