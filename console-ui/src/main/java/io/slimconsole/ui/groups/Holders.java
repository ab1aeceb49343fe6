package io.slimconsole.ui.groups;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.tree.Credential;
import io.slimconsole.node.name.Name;
import io.slimconsole.ui.fx.Formats;
import io.slimconsole.ui.fx.VisibleText;
import io.slimconsole.ui.sessions.Channel;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/// Who is behind leaves and credentials.
///
/// @param names of the members, by their leaves
/// @param subjects names of those who are or were members, by the subjects of their tokens
record Holders(Map<Integer, Name> names, Map<String, Name> subjects) {
    static final Holders NOBODY = new Holders(Map.of(), Map.of());

    private static final JsonMapper JSON = new JsonMapper();
    private static final int MOST_CHARACTERS = 120;
    private static final int HASH_CHARACTERS = 16;

    /// A token of a shared secret has five fields.
    private static final int TOKEN_FIELDS = 5;

    /// A JWT has three parts.
    private static final int JWT_PARTS = 3;

    Holders {
        names = Map.copyOf(names);
        subjects = Map.copyOf(subjects);
    }

    /// Those of a channel, beside all that were known before.
    Holders with(Channel channel) {
        var now = new HashMap<Integer, Name>();
        for (Channel.Member member : channel.members()) {
            member.leaf().ifPresent(leaf -> now.put(leaf, member.participant().name()));
        }
        if (now.equals(names)) {
            return this;
        }
        var known = new HashMap<>(subjects);
        channel.keys().stream()
                .flatMap(view -> view.members().stream())
                .filter(member -> now.containsKey(member.leafIndex()))
                .forEach(
                        member ->
                                known.put(
                                        subject(member.credential()), now.get(member.leafIndex())));
        return new Holders(now, known);
    }

    /// What somebody is called who has, or had, this credential.
    String called(Credential credential) {
        String subject = subject(credential);
        Name name = subjects.get(subject);
        return name == null ? subject : called(name);
    }

    /// What the member at a leaf is called: its name, or what its credential says while the roster does not know it yet.
    String called(int leaf, Credential credential) {
        Name name = names.get(leaf);
        return name == null ? subject(credential) : called(name);
    }

    /// `organization/namespace/service · 3f2a91bc`
    static String called(Name name) {
        return VisibleText.of(name.prefix(), MOST_CHARACTERS) + " · " + Formats.shortId(name.id());
    }

    /// Who a credential says that it is: the subject of its token. Nobody has verified it here.
    static String subject(Credential credential) {
        return switch (credential) {
            case Credential.Basic(Opaque identity) -> subject(new String(identity.bytes(), UTF_8));
            case Credential.X509(var certificates) ->
                    certificates.isEmpty() ? "X.509" : "X.509 " + start(certificates.getFirst());
        };
    }

    private static String subject(String token) {
        String[] fields = token.split(":", -1);
        if (fields.length == TOKEN_FIELDS) {
            return VisibleText.of(fields[0], MOST_CHARACTERS);
        }
        String[] parts = token.split("\\.", -1);
        if (parts.length == JWT_PARTS) {
            try {
                String claims = new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8);
                String subject = JSON.readTree(claims).path("sub").asString("");
                if (!subject.isEmpty()) {
                    return VisibleText.of(subject, MOST_CHARACTERS);
                }
            } catch (IllegalArgumentException | JacksonException e) {
                // then it is no JWT, and shown as it is
            }
        }
        return VisibleText.of(token, MOST_CHARACTERS);
    }

    private static String start(Opaque bytes) {
        String hex = bytes.toString();
        return hex.substring(0, Math.min(HASH_CHARACTERS, hex.length()));
    }
}
