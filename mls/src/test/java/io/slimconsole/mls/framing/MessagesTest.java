package io.slimconsole.mls.framing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.slimconsole.mls.codec.DecodeException;
import io.slimconsole.mls.codec.Encodable;
import io.slimconsole.mls.codec.Reader;
import io.slimconsole.mls.codec.Writer;
import io.slimconsole.mls.kit.Vectors;

import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;

import java.util.Arrays;
import java.util.List;

final class MessagesTest {
    static List<Named<JsonNode>> messages() {
        return Vectors.of("messages.json");
    }

    @ParameterizedTest
    @MethodSource("messages")
    void whatIsReadIsWrittenAgain(JsonNode vector) throws DecodeException {
        check(vector, "mls_welcome", MlsMessage::read);
        check(vector, "mls_group_info", MlsMessage::read);
        check(vector, "mls_key_package", MlsMessage::read);
        check(vector, "public_message_application", MlsMessage::read);
        check(vector, "public_message_proposal", MlsMessage::read);
        check(vector, "public_message_commit", MlsMessage::read);
        check(vector, "private_message", MlsMessage::read);
        check(vector, "commit", Commit::read);
        checkProposal(vector, "add_proposal", 1);
        checkProposal(vector, "update_proposal", 2);
        checkProposal(vector, "remove_proposal", 3);
        checkProposal(vector, "pre_shared_key_proposal", 4);
        checkProposal(vector, "re_init_proposal", 5);
        checkProposal(vector, "external_init_proposal", 6);
        checkProposal(vector, "group_context_extensions_proposal", 7);
    }

    private static void check(
            JsonNode vector, String member, Reader.Structure<? extends Encodable> structure)
            throws DecodeException {
        byte[] bytes = Vectors.hex(vector, member);

        assertThat(Reader.decode(bytes, structure).encoded()).as(member).isEqualTo(bytes);
    }

    /// The vectors hold the proposal without its type.
    private static void checkProposal(JsonNode vector, String member, int type)
            throws DecodeException {
        byte[] bytes = new Writer().uint16(type).raw(Vectors.hex(vector, member)).toByteArray();

        assertThat(Reader.decode(bytes, Proposal::read).encoded()).as(member).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mls_welcome", "mls_key_package", "public_message_commit"})
    void noPrefixOfAMessageIsAMessage(String member) {
        byte[] bytes = Vectors.hex(Vectors.of("messages.json").getFirst().getPayload(), member);
        for (int length = 0; length < bytes.length; length++) {
            byte[] prefix = Arrays.copyOf(bytes, length);

            assertThatExceptionOfType(DecodeException.class)
                    .isThrownBy(() -> MlsMessage.decode(prefix));
        }
    }
}
