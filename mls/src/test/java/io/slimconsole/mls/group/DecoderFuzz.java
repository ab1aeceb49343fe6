package io.slimconsole.mls.group;

import static io.slimconsole.mls.group.Trio.SUITE;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slimconsole.mls.MlsGroup;
import io.slimconsole.mls.codec.DecodeException;
import io.slimconsole.mls.codec.Encodable;
import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.codec.Reader;
import io.slimconsole.mls.codec.Writer;
import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.mls.crypto.CryptoException;
import io.slimconsole.mls.crypto.HpkeCiphertext;
import io.slimconsole.mls.crypto.HpkeKeyPair;
import io.slimconsole.mls.crypto.SignatureKeyPair;
import io.slimconsole.mls.framing.AuthenticatedContent;
import io.slimconsole.mls.framing.Commit;
import io.slimconsole.mls.framing.FramedContent;
import io.slimconsole.mls.framing.GroupContext;
import io.slimconsole.mls.framing.GroupInfo;
import io.slimconsole.mls.framing.KeyPackage;
import io.slimconsole.mls.framing.MlsMessage;
import io.slimconsole.mls.framing.Proposal;
import io.slimconsole.mls.framing.Welcome;
import io.slimconsole.mls.kit.Allocation;
import io.slimconsole.mls.kit.SettledRandomness;
import io.slimconsole.mls.kit.Vectors;
import io.slimconsole.mls.tree.LeafNode;
import io.slimconsole.mls.tree.RatchetTree;
import io.slimconsole.mls.tree.UpdatePath;

import org.junit.jupiter.api.Named;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// What reads bytes, for a fuzzer that looks for ways through it: the first byte says what, the others are read.
///
/// Bytes are refused by [DecodeException] and nothing else; what was read is written as the same bytes; neither takes
/// more memory than is fair. A process of its own runs it, by [FuzzTest].
public final class DecoderFuzz {
    private static final long FOR_A_STRUCTURE = 64 * 1_024;
    private static final long FOR_ARITHMETIC = 2 << 20;
    private static final int SNAPSHOT = 20;
    private static final int SIGNATURE = 30;
    private static final int PUBLIC_KEY = 40;
    private static final int CIPHERTEXT = 50;
    private static final int TREE = 1;
    private static final byte[] TEXT = "signed".getBytes(UTF_8);

    private static final List<Reader.Structure<? extends Encodable>> STRUCTURES =
            List.of(
                    messageReader(),
                    in -> RatchetTree.read(SUITE, in),
                    GroupInfo::read,
                    GroupSecrets::read,
                    Welcome::read,
                    KeyPackage::read,
                    Proposal::read,
                    Commit::read,
                    AuthenticatedContent::read,
                    FramedContent::read,
                    GroupContext::read,
                    LeafNode::read,
                    UpdatePath::read,
                    CommitSummary::read);

    private static final List<Keys> KEYS = new ArrayList<>();

    private DecoderFuzz() {}

    private record Keys(
            CipherSuite suite, SignatureKeyPair signer, Opaque signature, HpkeKeyPair receiver) {
        static Keys of(CipherSuite suite) {
            SignatureKeyPair signer = suite.generateSignatureKeyPair();
            return new Keys(
                    suite,
                    signer,
                    Opaque.of(suite.signWithLabel(signer.privateKey(), "", TEXT)),
                    suite.generateKeyPair());
        }
    }

    private static Reader.Structure<MlsMessage> messageReader() {
        return in -> MlsMessage.decode(in.raw(in.remaining()));
    }

    // ---- what it begins with

    /// By the fuzzer, once.
    public static void fuzzerInitialize() throws Exception {
        SettledRandomness.install();
        var seeds = new FuzzSeeds();
        for (Named<JsonNode> vector : Vectors.of("messages.json").subList(0, 7)) {
            addMessages(seeds, vector.getPayload());
        }
        addGroup(seeds);
        for (CipherSuite suite : CipherSuite.all()) {
            Keys keys = Keys.of(suite);
            KEYS.add(keys);
            int at = KEYS.size() - 1;
            seeds.add(SIGNATURE + at, keys.signature().bytes());
            seeds.add(PUBLIC_KEY + at, keys.receiver().publicKey());
            seeds.add(
                    CIPHERTEXT + at,
                    suite.encryptWithLabel(keys.receiver().publicKey(), "", TEXT, TEXT).encoded());
        }
    }

    private static void addMessages(FuzzSeeds seeds, JsonNode vector) {
        var whole =
                List.of(
                        "mls_welcome",
                        "mls_group_info",
                        "mls_key_package",
                        "public_message_application",
                        "public_message_proposal",
                        "public_message_commit",
                        "private_message");
        for (String message : whole) {
            byte[] bytes = Vectors.hex(vector, message);
            seeds.add(0, bytes);
            byte[] body = Arrays.copyOfRange(bytes, 4, bytes.length);
            switch (message) {
                case "mls_welcome" -> seeds.add(4, body);
                case "mls_group_info" -> seeds.add(2, body);
                case "mls_key_package" -> seeds.add(5, body);
                case "public_message_proposal", "public_message_commit" -> seeds.add(9, body);
                default -> {
                    // as a message alone
                }
            }
        }
        seeds.add(TREE, Vectors.hex(vector, "ratchet_tree"));
        seeds.add(3, Vectors.hex(vector, "group_secrets"));
        seeds.add(7, Vectors.hex(vector, "commit"));
        Map.of(
                        "add_proposal", 1,
                        "update_proposal", 2,
                        "remove_proposal", 3,
                        "pre_shared_key_proposal", 4,
                        "re_init_proposal", 5,
                        "external_init_proposal", 6,
                        "group_context_extensions_proposal", 7)
                .forEach(
                        (name, type) ->
                                seeds.add(
                                        6,
                                        new Writer()
                                                .uint16(type)
                                                .raw(Vectors.hex(vector, name))
                                                .toByteArray()));
    }

    /// What the vectors don't have: paths, leaves and states of a group.
    private static void addGroup(FuzzSeeds seeds) throws RefusedException {
        var trio = new Trio();
        CommitResult commit = trio.addCarla(Trio.WITH_PATH);
        MlsMessage message = commit.commit();
        seeds.add(0, message.encoded());
        seeds.add(TREE, commit.next().tree().encoded());
        seeds.add(8, HostileMember.publicMessage(message).authenticated().encoded());
        seeds.add(10, commit.next().context().encoded());
        UpdatePath path = HostileMember.commitIn(message).path().orElseThrow();
        seeds.add(11, path.leafNode().encoded());
        seeds.add(12, path.encoded());
        seeds.add(
                13,
                new CommitSummary(
                                1,
                                0,
                                path.leafNode().credential(),
                                true,
                                List.of(
                                        new Change.Added(3, path.leafNode().credential()),
                                        new Change.ExtensionsSet()))
                        .encoded());
        seeds.add(SNAPSHOT, snapshot(trio.anna, History.begin(trio.anna.current())).encoded());
    }

    private static GroupSnapshot snapshot(MlsGroup group, History history) {
        return new GroupSnapshot(
                group.current(), List.of(), Map.of(), List.of(), history, Map.of());
    }

    // ---- what it tries

    /// By the fuzzer, over and over.
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        try {
            run(input);
        } catch (Allocation.ExceededError _) {
            // it may have been the fuzzer, which changes each class as it is loaded; that happens
            // once
            run(input);
        }
    }

    private static void run(byte[] input) {
        int target = input[0] & 0xff;
        byte[] bytes = Arrays.copyOfRange(input, 1, input.length);
        if (target < STRUCTURES.size()) {
            read(STRUCTURES.get(target), bytes);
        } else if (target == SNAPSHOT) {
            restore(bytes);
        } else if (target >= SIGNATURE && target < SIGNATURE + KEYS.size()) {
            verify(KEYS.get(target - SIGNATURE), bytes);
        } else if (target >= PUBLIC_KEY && target < PUBLIC_KEY + KEYS.size()) {
            seal(KEYS.get(target - PUBLIC_KEY), bytes);
        } else if (target >= CIPHERTEXT && target < CIPHERTEXT + KEYS.size()) {
            open(KEYS.get(target - CIPHERTEXT), bytes);
        }
    }

    private static <T extends Encodable> void read(Reader.Structure<T> structure, byte[] bytes) {
        byte[] again =
                Allocation.bounded(
                        "reading",
                        FOR_A_STRUCTURE,
                        bytes.length,
                        () -> {
                            try {
                                return Reader.decode(bytes, structure).encoded();
                            } catch (DecodeException _) {
                                return bytes;
                            }
                        });
        if (!Arrays.equals(again, bytes)) {
            throw new AssertionError("written again, it is " + Opaque.of(again));
        }
    }

    /// Keys stand in a map, so that they may be written in another order; they can be read again.
    private static void restore(byte[] bytes) {
        Allocation.bounded(
                "restoring",
                FOR_ARITHMETIC,
                bytes.length,
                () -> {
                    GroupSnapshot snapshot;
                    try {
                        snapshot = Reader.decode(bytes, DecoderFuzz::readSnapshot);
                    } catch (DecodeException _) {
                        return bytes;
                    }
                    try {
                        return Reader.decode(snapshot.encoded(), DecoderFuzz::readSnapshot);
                    } catch (DecodeException e) {
                        throw new AssertionError("written again, it can't be read", e);
                    }
                });
    }

    private static GroupSnapshot readSnapshot(Reader in) throws DecodeException {
        return GroupSnapshot.read(SUITE, Limits.DEFAULT, in);
    }

    private static void verify(Keys keys, byte[] signature) {
        boolean genuine =
                Allocation.bounded(
                        "verifying",
                        FOR_ARITHMETIC,
                        signature.length,
                        () ->
                                keys.suite()
                                        .verifyWithLabel(
                                                keys.signer().publicKey(), "", TEXT, signature));
        if (genuine != keys.signature().equals(Opaque.of(signature))) {
            throw new AssertionError("a signature that is genuine, or not: " + genuine);
        }
    }

    private static void seal(Keys keys, byte[] publicKey) {
        try {
            keys.suite().checkPublicKey(publicKey);
        } catch (CryptoException _) {
            return;
        }
        try {
            keys.suite().encryptWithLabel(publicKey, "", TEXT, TEXT);
        } catch (CryptoException e) {
            throw new AssertionError("a key that is valid and can't be used", e);
        }
    }

    private static void open(Keys keys, byte[] bytes) {
        try {
            HpkeCiphertext sealed = Reader.decode(bytes, HpkeCiphertext::read);
            keys.suite().decryptWithLabel(keys.receiver().privateKey(), "", TEXT, sealed);
        } catch (DecodeException | CryptoException _) {
            // refused
        }
    }
}
