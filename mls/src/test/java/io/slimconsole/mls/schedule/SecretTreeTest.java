package io.slimconsole.mls.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.mls.crypto.Secret;
import io.slimconsole.mls.kit.Vectors;

import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.JsonNode;

import java.util.List;

final class SecretTreeTest {
    private static final int AHEAD = 1024;
    private static final int KEPT = 4;

    static List<Named<JsonNode>> trees() {
        return Vectors.of("secret-tree.json");
    }

    @ParameterizedTest
    @MethodSource("trees")
    void keysAreAsPublished(JsonNode vector) throws KeyUnavailableException {
        CipherSuite suite = Vectors.suite(vector);
        JsonNode leaves = vector.get("leaves");
        var tree =
                new SecretTree(
                        suite,
                        Vectors.secret(vector, "encryption_secret"),
                        leaves.size(),
                        AHEAD,
                        KEPT);
        for (int leaf = 0; leaf < leaves.size(); leaf++) {
            for (JsonNode expected : leaves.get(leaf)) {
                int generation = expected.get("generation").asInt();
                check(
                        expected,
                        "application",
                        tree.open(leaf, RatchetType.APPLICATION, generation));
                check(expected, "handshake", tree.open(leaf, RatchetType.HANDSHAKE, generation));
            }
        }
    }

    private static void check(JsonNode expected, String type, MessageKeyUse use) {
        assertThat(use.key().key()).isEqualTo(Vectors.secret(expected, type + "_key"));
        assertThat(use.key().nonce()).isEqualTo(Vectors.secret(expected, type + "_nonce"));
        use.spend();
    }

    private static SecretTree tree() {
        CipherSuite suite = Vectors.suite(2);
        return new SecretTree(suite, Secret.zeros(suite.hashLength()), 4, 8, KEPT);
    }

    @Test
    void aKeyThatIsNotSpentIsThereAgain() throws KeyUnavailableException {
        SecretTree tree = tree();
        MessageKey first = tree.open(1, RatchetType.APPLICATION, 3).key();

        assertThat(tree.generation(1, RatchetType.APPLICATION)).isZero();
        assertThat(tree.open(1, RatchetType.APPLICATION, 3).key().key()).isEqualTo(first.key());
        assertThat(tree.open(1, RatchetType.APPLICATION, 0).key().key()).isNotEqualTo(first.key());
    }

    @Test
    void aKeyIsSpentOnce() throws KeyUnavailableException {
        SecretTree tree = tree();
        tree.open(1, RatchetType.APPLICATION, 2).spend();
        tree.open(1, RatchetType.APPLICATION, 1).spend();

        for (int used : new int[] {1, 2}) {
            assertThatExceptionOfType(KeyUnavailableException.class)
                    .isThrownBy(() -> tree.open(1, RatchetType.APPLICATION, used))
                    .withMessage("the key of generation %d was used, or it is too old", used);
        }
        tree.open(1, RatchetType.APPLICATION, 0).spend();
        assertThat(tree.generation(1, RatchetType.APPLICATION)).isEqualTo(3);
    }

    @Test
    void onlySoManyLateKeysAreKept() throws KeyUnavailableException {
        SecretTree tree = tree();
        tree.open(0, RatchetType.HANDSHAKE, 8).spend();

        tree.open(0, RatchetType.HANDSHAKE, 8 - KEPT).spend();
        assertThatExceptionOfType(KeyUnavailableException.class)
                .isThrownBy(() -> tree.open(0, RatchetType.HANDSHAKE, 8 - KEPT - 1));
    }

    @Test
    void aMessageMayBeOnlySoFarAhead() {
        SecretTree tree = tree();

        assertThatExceptionOfType(KeyUnavailableException.class)
                .isThrownBy(() -> tree.open(0, RatchetType.APPLICATION, 9))
                .withMessage("generation 9 is more than 8 ahead");
        assertThatExceptionOfType(KeyUnavailableException.class)
                .isThrownBy(() -> tree.open(4, RatchetType.APPLICATION, 0))
                .withMessage("there is no leaf 4");
    }

    @Test
    void ownMessagesHaveOneKeyAfterTheOther() {
        SecretTree tree = tree();
        MessageKeyUse first = tree.next(2, RatchetType.APPLICATION);
        first.spend();
        MessageKeyUse second = tree.next(2, RatchetType.APPLICATION);

        assertThat(first.generation()).isZero();
        assertThat(second.generation()).isEqualTo(1);
    }
}
