package io.slimconsole.node.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/// Against a `HashMap`, with hashes so poor that buckets and deep nodes are the rule.
final class TrieTest {
    private static final class Pair extends Entry<Pair> {
        final long key;
        final int value;

        Pair(long hash, long key, int value) {
            super(hash);
            this.key = key;
            this.value = value;
        }

        @Override
        boolean hasKey(long key0, long key1, long key2) {
            return key == key0;
        }

        @Override
        boolean sameKey(Pair other) {
            return key == other.key;
        }

        @Override
        Pair self() {
            return this;
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.slimconsole.tests.kit.Seeds#some")
    void holdsWhatAMapHolds(long seed) {
        var random = new Random(seed);
        var model = new HashMap<Long, Integer>();
        Slot<Pair> root = null;
        Slot<Pair> earlier = null;
        Map<Long, Integer> earlierModel = Map.of();
        for (int step = 0; step < 5_000; step++) {
            long key = random.nextInt(300);
            if (random.nextInt(step < 4_000 ? 3 : 1) != 0) {
                root = Trie.with(root, new Pair(poorHash(key), key, step));
                model.put(key, step);
            } else {
                root = Trie.without(root, new Pair(poorHash(key), key, 0));
                model.remove(key);
            }
            if (step == 2_000) {
                earlier = root;
                earlierModel = Map.copyOf(model);
            }
            assertThat(value(root, key)).isEqualTo(model.get(key));
            assertThat(Trie.size(root)).isEqualTo(model.size());
        }
        assertSame(root, model);
        assertSame(earlier, earlierModel);
        for (long key = 0; key < 300; key++) {
            root = Trie.without(root, new Pair(poorHash(key), key, 0));
        }
        assertThat(root).isNull();
    }

    private static void assertSame(Slot<Pair> root, Map<Long, Integer> model) {
        var byTraversal = new HashMap<Long, Integer>();
        Trie.forEach(root, pair -> byTraversal.put(pair.key, pair.value));
        assertThat(byTraversal).isEqualTo(model);
        var places = new ArrayList<Long>();
        for (int i = 0; i < model.size(); i++) {
            places.add(Trie.at(root, i).key);
        }
        assertThat(places).containsExactlyInAnyOrderElementsOf(model.keySet());
        model.forEach((key, value) -> assertThat(value(root, key)).isEqualTo(value));
    }

    private static Integer value(Slot<Pair> root, long key) {
        var found = Trie.find(root, poorHash(key), key, 0, 0);
        return found == null ? null : found.value;
    }

    /// A third share one hash, a third differ only in the four highest bits, the rest in many.
    private static long poorHash(long key) {
        return switch ((int) (key % 3)) {
            case 0 -> 42;
            case 1 -> key << 60;
            default -> key * 0x9e3779b97f4a7c15L;
        };
    }
}
