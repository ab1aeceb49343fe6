package io.slimconsole.ui.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

class NaturalOrderTest {
    @Test
    void ordersNumbersByValueAndIgnoresCase() {
        var texts = new ArrayList<>(List.of("svc-10", "SVC-2", "svc-2", "svc-02", "a", "svc", "B"));

        texts.sort(NaturalOrder.INSTANCE);

        assertThat(texts).containsExactly("a", "B", "svc", "SVC-2", "svc-02", "svc-2", "svc-10");
    }

    @Test
    void longNumbersDoNotOverflow() {
        assertThat(NaturalOrder.INSTANCE.compare("x99999999999999999999", "x100000000000000000000"))
                .isNegative();
    }

    @Test
    void isATotalOrder() {
        var random = new Random(7);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            var text = new StringBuilder();
            for (int n = random.nextInt(6); n >= 0; n--) {
                text.append("aA0019-".charAt(random.nextInt(7)));
            }
            texts.add(text.toString());
        }
        for (String a : texts) {
            for (String b : texts) {
                int there = NaturalOrder.INSTANCE.compare(a, b);
                assertThat(Integer.signum(NaturalOrder.INSTANCE.compare(b, a)))
                        .isEqualTo(-Integer.signum(there));
                assertThat(there == 0).isEqualTo(a.equals(b));
            }
        }
        Collections.shuffle(texts, random);
        texts.sort(NaturalOrder.INSTANCE);
        for (int i = 2; i < texts.size(); i++) {
            assertThat(NaturalOrder.INSTANCE.compare(texts.get(i - 2), texts.get(i)))
                    .isNotPositive();
        }
    }
}
