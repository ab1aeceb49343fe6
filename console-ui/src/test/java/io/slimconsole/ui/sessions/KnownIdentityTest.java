package io.slimconsole.ui.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.slimconsole.node.name.Name;
import io.slimconsole.session.identity.InvalidTokenException;
import io.slimconsole.session.identity.SigningKey;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Arrays;

final class KnownIdentityTest {
    private static final ConsoleIdentity GIVEN =
            new ConsoleIdentity(
                    Name.parse("org/ns/console"), "a secret with ümlauts, long enough: 0123456789");

    private final KnownIdentity known = KnownIdentity.create(GIVEN, InstantSource.system());

    private static KnownIdentity decode(byte[] encoded) throws IOException {
        return KnownIdentity.decode(encoded, InstantSource.system());
    }

    @Test
    void whatIsHadBackIsTheSameInstanceWithTheSameKeyAndSecret()
            throws IOException, InvalidTokenException {
        KnownIdentity again = decode(known.encode());

        assertThat(again.given()).isEqualTo(GIVEN);
        assertThat(again.identity().id())
                .startsWith("org/ns/console_")
                .isEqualTo(known.identity().id());
        assertThat(again.identity().instance()).isEqualTo(known.identity().instance());
        byte[] said = {1, 2, 3};
        assertThat(
                        SigningKey.verifies(
                                known.identity().signingKey().publicKey(),
                                said,
                                again.identity().signingKey().sign(said)))
                .isTrue();
        assertThat(known.secret().verify(again.identity().token()).subject())
                .isEqualTo(known.identity().id());
    }

    @Test
    void anotherOneIsAnotherInstance() {
        assertThat(KnownIdentity.create(GIVEN, InstantSource.system()).identity().instance())
                .isNotEqualTo(known.identity().instance());
    }

    @Test
    void anotherVersionIsRefusedWithBothNumbers() {
        byte[] newer = known.encode();
        newer[3] = 2;

        assertThatIOException()
                .isThrownBy(() -> decode(newer))
                .withMessage(
                        "the console's identity is stored in version 2; this console reads version"
                                + " 1");
    }

    @Test
    void whateverIsCutOffIsRefused() throws IOException {
        byte[] whole = known.encode();
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatIOException().as("%d bytes", length).isThrownBy(() -> decode(cut));
        }
        assertThat(decode(whole).given()).isEqualTo(GIVEN);
    }

    @Test
    void nothingOfItIsPrinted() {
        assertThat(known.toString() + GIVEN).doesNotContain("ümlauts");
    }
}
