package io.slimconsole.persistence.audit.block;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SipHashTest {
    /// The key and the input of the paper's appendix A: bytes that count up from zero.
    @Test
    void itGivesWhatThePaperSays() {
        var hash = new SipHash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);
        var input = new byte[15];
        for (int i = 0; i < input.length; i++) {
            input[i] = (byte) i;
        }

        assertThat(hash.of(input, 15)).isEqualTo(0xa129ca6149be45e5L);
        assertThat(hash.of(input, 0)).isEqualTo(0x726fdb47dd0e0e31L);
    }
}
