package io.slimconsole.mls.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.slimconsole.mls.kit.Vectors;

import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.JsonNode;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

final class CodecTest {
    /// What is longer is not worth its memory in a test.
    private static final int LARGE = 1 << 20;

    static List<Named<JsonNode>> lengths() {
        return Vectors.of("deserialization.json");
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void aLengthIsReadAndWrittenAsPublished(JsonNode vector) throws DecodeException {
        byte[] header = Vectors.hex(vector, "vlbytes_header");
        int length = vector.get("length").asInt();
        if (length <= LARGE) {
            byte[] whole = Arrays.copyOf(header, header.length + length);

            assertThat(Reader.decode(whole, Reader::opaque)).hasSize(length);
            assertThat(new Writer().opaque(new byte[length]).toByteArray()).isEqualTo(whole);
        } else {
            assertThatExceptionOfType(DecodeException.class)
                    .isThrownBy(() -> Reader.decode(header, Reader::opaque))
                    .withMessage("%,d bytes missing of %,d", length, length);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "4001aa, a length in more bytes than it takes",
        "80000001aa, a length in more bytes than it takes",
        "c000000000000001aa, a length that begins with the bits 11",
        "02aa, 1 bytes missing of 2",
        "bfffffff, '1,073,741,823 bytes missing of 1,073,741,823'",
        "40, 1 bytes missing of 1",
        "01aabb, 1 bytes too many",
    })
    void whatIsNoVectorIsRefused(String hex, String why) {
        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(() -> Reader.decode(HexFormat.of().parseHex(hex), Reader::opaque))
                .withMessage(why);
    }

    @Test
    void numbersKeepAllTheirBits() throws DecodeException {
        byte[] bytes =
                new Writer()
                        .uint8(0xff)
                        .uint16(0xfffe)
                        .uint32(0xfffffffdL)
                        .uint64(-3)
                        .toByteArray();
        var in = new Reader(bytes);

        assertThat(in.uint8()).isEqualTo(0xff);
        assertThat(in.uint16()).isEqualTo(0xfffe);
        assertThat(in.uint32()).isEqualTo(0xfffffffdL);
        assertThat(in.uint64()).isEqualTo(-3);
        in.expectEnd();
    }

    @Test
    void aVectorHoldsItsElementsAndNothingElse() throws DecodeException {
        byte[] bytes = new Writer().uint16s(List.of(1, 65535)).toByteArray();
        List<Integer> elements = Reader.decode(bytes, in -> in.vector(Reader::uint16));

        assertThat(elements).containsExactly(1, 65535);
        bytes[0] = 3;
        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(() -> new Reader(bytes).vector(Reader::uint16))
                .withMessage("1 bytes missing of 1");
    }

    @Test
    void anOptionIsThereOrNot() throws DecodeException {
        Integer absent = new Reader(new byte[] {0}).optional(Reader::uint8);
        Integer present = new Reader(new byte[] {1, 7}).optional(Reader::uint8);

        assertThat(absent).isNull();
        assertThat(present).isEqualTo(7);
        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(() -> new Reader(new byte[] {2, 7}).optional(Reader::uint8))
                .withMessage("an option that is neither 0 nor 1: 2");
    }

    @Test
    void paddingIsZero() throws DecodeException {
        new Reader(new byte[4]).zerosToEnd();
        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(() -> new Reader(new byte[] {0, 0, 1}).zerosToEnd())
                .withMessage("padding that is not zero");
    }
}
