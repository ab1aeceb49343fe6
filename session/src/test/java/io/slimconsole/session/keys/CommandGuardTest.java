package io.slimconsole.session.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.ByteString;

import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.node.name.Name;
import io.slimconsole.node.name.NameId;
import io.slimconsole.session.identity.Identity;
import io.slimconsole.session.identity.InvalidTokenException;
import io.slimconsole.session.identity.SharedSecret;
import io.slimconsole.session.identity.SharedSecretIdentity;
import io.slimconsole.session.identity.SigningKey;
import io.slimconsole.session.wire.Arrived;
import io.slimconsole.session.wire.Body;
import io.slimconsole.session.wire.SessionCodec;
import io.slimconsole.session.wire.SessionKind;
import io.slimconsole.session.wire.SessionMessage;

import org.junit.jupiter.api.Test;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// Who a command is from (session.md §2.1, §4.10).
final class CommandGuardTest {
    private static final CipherSuite SUITE = CipherSuite.MLS_128_DHKEMP256_AES128GCM_SHA256_P256;
    private static final Name SELF = new Name("org", "ns", "self", new NameId(0, 1));

    private final SharedSecret secret =
            new SharedSecret("a secret that all of them share: 0123456789", InstantSource.system());
    private final Identity mona = SharedSecretIdentity.create("mona", secret, key());
    private final Name monasName = name(mona);
    private final Moderator moderator = new Moderator(monasName, mona.signingKey().publicKey());

    private static SigningKey key() {
        return SigningKey.generate(SUITE);
    }

    private static Name name(Identity of) {
        return new Name("org", "ns", "mona", of.instance());
    }

    private static SessionMessage close(Name from, int id) {
        return new SessionMessage(
                from, SELF, false, SessionKind.GROUP, 7, id, Map.of(), new Body.LeaveRequest());
    }

    private static Arrived signed(SessionMessage message, Identity by) {
        String token = by.token();
        ByteString signature = by.signingKey().sign(SessionCodec.headerAad(message, token));
        return new Arrived(message, token, Optional.of(signature));
    }

    private CommandGuard guard(boolean strict) {
        return new CommandGuard(secret, strict, Optional.of(moderator), _ -> Optional.empty());
    }

    @Test
    void whatTheModeratorHasSignedIsGenuineOnceAndRepeatedAfterwards() {
        CommandGuard guard = guard(true);
        Arrived command = signed(close(monasName, 5), mona);

        assertThat(guard.isRepeated(command.message())).isFalse();
        assertThat(guard.refusal(command)).isEmpty();
        assertThat(guard.isRepeated(command.message())).isTrue();
        guard.forget(monasName);
        assertThat(guard.isRepeated(command.message())).isFalse();
    }

    @Test
    void whoHasATokenOfTheModeratorsIdentityHasNotItsKey() {
        // whoever has the secret can make tokens of any identity
        Identity impostor = SharedSecretIdentity.restore(mona.id(), secret, key());
        for (boolean strict : new boolean[] {true, false}) {
            CommandGuard guard = guard(strict);

            assertThat(guard.refusal(signed(close(monasName, 5), impostor)))
                    .contains("it is signed with another key than the moderator's");
            assertThat(guard.refusal(signed(close(monasName, 5), mona))).isEmpty();
        }
    }

    @Test
    void whoSpeaksInTheNameOfAnotherInstanceIsRefused() {
        Identity anna = SharedSecretIdentity.create("anna", secret, key());
        CommandGuard guard = guard(true);

        assertThat(guard.refusal(signed(close(monasName, 5), anna)))
                .contains("its token is of another instance than its source");
        assertThat(guard.dataRefusal(signed(close(monasName, 5), anna)))
                .contains("its token is of another instance than its source");
        assertThat(guard.refusal(signed(close(name(anna), 5), anna))).isEmpty();
    }

    @Test
    void theModeratorSignsAlsoWhereOthersNeedNot() {
        CommandGuard guard = guard(false);
        SessionMessage message = close(monasName, 5);
        var unsigned = new Arrived(message, mona.token(), Optional.empty());
        Identity anna = SharedSecretIdentity.create("anna", secret, key());

        assertThat(guard.refusal(unsigned))
                .contains("its header is not signed by the key of its token");
        assertThat(guard.refusal(new Arrived(close(name(anna), 5), anna.token(), Optional.empty())))
                .isEmpty();
    }

    @Test
    void whoAsksOutsideOfSessionsIsKnownByItsKey() throws InvalidTokenException {
        SessionMessage message = close(monasName, 5);

        assertThat(CommandGuard.sender(secret, signed(message, mona))).isEqualTo(moderator);
        var unsigned = new Arrived(message, mona.token(), Optional.empty());
        assertThatExceptionOfType(InvalidTokenException.class)
                .isThrownBy(() -> CommandGuard.sender(secret, unsigned));
    }
}
