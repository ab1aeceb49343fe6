package io.slimconsole.mls.kit;

import io.slimconsole.mls.codec.DecodeException;
import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.codec.Reader;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Takes structures apart into fields. It says by itself what RFC 9420 says, so that it doesn't lean on what is tested.
@FunctionalInterface
public interface Grammar {
    Field read(Reader in) throws DecodeException;

    /// The fields of a structure that is right.
    default Field parse(byte[] bytes) {
        try {
            return Reader.decode(bytes, this::read);
        } catch (DecodeException e) {
            throw new IllegalArgumentException(e);
        }
    }

    // ---- the presentation language

    Grammar NOTHING = _ -> new Field.Struct("nothing", List.of());

    static Grammar number(String name, int bytes) {
        return in -> new Field.Bytes(name, Field.Kind.NUMBER, Opaque.of(in.raw(bytes)));
    }

    static Grammar choice(String name, int bytes) {
        return in -> new Field.Bytes(name, Field.Kind.CHOICE, Opaque.of(in.raw(bytes)));
    }

    static Grammar opaque(String name) {
        return in ->
                new Field.Vector(
                        name,
                        List.of(new Field.Bytes("bytes", Field.Kind.ANY, Opaque.read(in))),
                        Optional.empty());
    }

    static Grammar vector(String name, Grammar element) {
        return in -> new Field.Vector(name, in.vector(element::read), Optional.empty());
    }

    static Grammar optional(String name, Grammar value) {
        return in -> {
            Optional<Field> there = Optional.ofNullable(in.optional(value::read));
            return new Field.Option(name, there.isPresent() ? 1 : 0, there);
        };
    }

    static Grammar struct(String name, Grammar... parts) {
        return in -> {
            var fields = new ArrayList<Field>();
            for (Grammar part : parts) {
                fields.add(part.read(in));
            }
            return new Field.Struct(name, fields);
        };
    }

    /// A choice, and what follows from it.
    static Grammar select(String name, int bytes, Map<Integer, Grammar> cases) {
        return in -> {
            byte[] type = in.raw(bytes);
            int number = new BigInteger(1, type).intValueExact();
            Grammar rest = cases.get(number);
            if (rest == null) {
                throw new DecodeException("no %s of type %d".formatted(name, number));
            }
            var choice = new Field.Bytes("type", Field.Kind.CHOICE, Opaque.of(type));
            return new Field.Struct(name, List.of(choice, rest.read(in)));
        };
    }

    /// As many as there are.
    static Grammar rest(String name, Grammar element) {
        return in -> {
            var fields = new ArrayList<Field>();
            while (in.remaining() > 0) {
                fields.add(element.read(in));
            }
            return new Field.Struct(name, fields);
        };
    }

    // ---- §7, §10: leaves and key packages

    Grammar EXTENSIONS =
            vector("extensions", struct("extension", choice("type", 2), opaque("data")));

    Grammar LEAF_NODE =
            struct(
                    "leaf_node",
                    opaque("encryption_key"),
                    opaque("signature_key"),
                    select(
                            "credential",
                            2,
                            Map.of(
                                    1, opaque("identity"),
                                    2, vector("certificates", opaque("certificate")))),
                    struct(
                            "capabilities",
                            vector("versions", choice("version", 2)),
                            vector("cipher_suites", choice("cipher_suite", 2)),
                            vector("extensions", choice("extension", 2)),
                            vector("proposals", choice("proposal", 2)),
                            vector("credentials", choice("credential", 2))),
                    select(
                            "source",
                            1,
                            Map.of(
                                    1,
                                    struct(
                                            "lifetime",
                                            number("not_before", 8),
                                            number("not_after", 8)),
                                    2,
                                    NOTHING,
                                    3,
                                    opaque("parent_hash"))),
                    EXTENSIONS,
                    opaque("signature"));

    Grammar KEY_PACKAGE =
            struct(
                    "key_package",
                    choice("version", 2),
                    choice("cipher_suite", 2),
                    opaque("init_key"),
                    LEAF_NODE,
                    EXTENSIONS,
                    opaque("signature"));

    Grammar RATCHET_TREE =
            vector(
                    "ratchet_tree",
                    optional(
                            "node",
                            select(
                                    "node",
                                    1,
                                    Map.of(
                                            1,
                                            LEAF_NODE,
                                            2,
                                            struct(
                                                    "parent_node",
                                                    opaque("encryption_key"),
                                                    opaque("parent_hash"),
                                                    vector("unmerged", number("leaf", 4)))))));

    // ---- §12: proposals and commits

    Grammar PSK =
            struct(
                    "psk",
                    select(
                            "psk",
                            1,
                            Map.of(
                                    1,
                                    opaque("id"),
                                    2,
                                    struct(
                                            "resumption",
                                            choice("usage", 1),
                                            opaque("group_id"),
                                            number("epoch", 8)))),
                    opaque("nonce"));

    Grammar PROPOSAL =
            select(
                    "proposal",
                    2,
                    Map.of(
                            1,
                            KEY_PACKAGE,
                            2,
                            LEAF_NODE,
                            3,
                            number("removed", 4),
                            4,
                            PSK,
                            5,
                            struct(
                                    "re_init",
                                    opaque("group_id"),
                                    choice("version", 2),
                                    choice("cipher_suite", 2),
                                    EXTENSIONS),
                            6,
                            opaque("kem_output"),
                            7,
                            EXTENSIONS));

    Grammar HPKE_CIPHERTEXT = struct("hpke", opaque("kem_output"), opaque("ciphertext"));

    Grammar COMMIT =
            struct(
                    "commit",
                    vector(
                            "proposals",
                            select("proposal_or_ref", 1, Map.of(1, PROPOSAL, 2, opaque("ref")))),
                    optional(
                            "path",
                            struct(
                                    "path",
                                    LEAF_NODE,
                                    vector(
                                            "nodes",
                                            struct(
                                                    "node",
                                                    opaque("encryption_key"),
                                                    vector("secrets", HPKE_CIPHERTEXT))))));

    // ---- §6, §8, §12.4.3: messages

    Grammar CONTENT =
            select("content", 1, Map.of(1, opaque("application"), 2, PROPOSAL, 3, COMMIT));

    Grammar FRAMED_CONTENT =
            struct(
                    "framed_content",
                    opaque("group_id"),
                    number("epoch", 8),
                    select(
                            "sender",
                            1,
                            Map.of(
                                    1,
                                    number("leaf", 4),
                                    2,
                                    number("index", 4),
                                    3,
                                    NOTHING,
                                    4,
                                    NOTHING)),
                    opaque("authenticated_data"),
                    CONTENT);

    Grammar GROUP_CONTEXT =
            struct(
                    "group_context",
                    choice("version", 2),
                    choice("cipher_suite", 2),
                    opaque("group_id"),
                    number("epoch", 8),
                    opaque("tree_hash"),
                    opaque("confirmed_transcript_hash"),
                    EXTENSIONS);

    Grammar GROUP_INFO_CONTENT =
            struct(
                    "group_info",
                    GROUP_CONTEXT,
                    EXTENSIONS,
                    opaque("confirmation_tag"),
                    number("signer", 4));

    Grammar GROUP_SECRETS =
            struct(
                    "group_secrets",
                    opaque("joiner_secret"),
                    optional("path_secret", opaque("path_secret")),
                    vector("psks", PSK));

    Grammar SENDER_DATA =
            struct("sender_data", number("leaf", 4), number("generation", 4), number("guard", 4));

    Grammar MESSAGE =
            struct(
                    "message",
                    choice("version", 2),
                    select(
                            "body",
                            2,
                            Map.of(
                                    1,
                                    struct(
                                            "public_message",
                                            FRAMED_CONTENT,
                                            rest("auth", opaque("signature_or_tag"))),
                                    2,
                                    struct(
                                            "private_message",
                                            opaque("group_id"),
                                            number("epoch", 8),
                                            choice("content_type", 1),
                                            opaque("authenticated_data"),
                                            opaque("encrypted_sender_data"),
                                            opaque("ciphertext")),
                                    3,
                                    struct(
                                            "welcome",
                                            choice("cipher_suite", 2),
                                            vector(
                                                    "secrets",
                                                    struct(
                                                            "secrets",
                                                            opaque("new_member"),
                                                            HPKE_CIPHERTEXT)),
                                            opaque("encrypted_group_info")),
                                    4,
                                    struct("group_info", GROUP_INFO_CONTENT, opaque("signature")),
                                    5,
                                    KEY_PACKAGE)));
}
