package io.slimconsole.session.keys;

import io.slimconsole.node.name.Name;
import io.slimconsole.session.identity.Claims;
import io.slimconsole.session.identity.InstanceIds;

/// Whose commands a participant follows: the application that has asked it to come, known by the key that its request was signed
/// with. Others may have a token of the same identity; none has that key.
///
/// @param publicKey as tokens carry it
public record Moderator(Name name, String publicKey) {
    /// Whether a token is the moderator's.
    boolean is(Claims claims) {
        return isSubject(claims.subject())
                && claims.publicKey().filter(publicKey::equals).isPresent();
    }

    /// Whether that is its identity.
    boolean isSubject(String subject) {
        return InstanceIds.ofIdentity(subject).equals(name.id());
    }
}
