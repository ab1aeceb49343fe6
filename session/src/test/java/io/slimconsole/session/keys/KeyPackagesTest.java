package io.slimconsole.session.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.ByteString;

import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.mls.group.RefusedException;
import io.slimconsole.node.name.Name;
import io.slimconsole.session.identity.Identity;
import io.slimconsole.session.identity.SharedSecret;
import io.slimconsole.session.identity.SharedSecretIdentity;
import io.slimconsole.session.identity.SigningKey;
import io.slimconsole.session.membership.ModeratorOutput.KeyChange;

import org.junit.jupiter.api.Test;

import java.time.InstantSource;
import java.util.Optional;

/// Which key package a moderator took shows when its welcome comes.
final class KeyPackagesTest {
    private static final CipherSuite SUITE = CipherSuite.MLS_128_DHKEMP256_AES128GCM_SHA256_P256;
    private static final InstantSource CLOCK = InstantSource.system();

    private final SharedSecret secret =
            new SharedSecret("a secret that all of them share: 0123456789", CLOCK);
    private final Identity anna = identity("anna");
    private final KeyPackages own = new KeyPackages(anna, CLOCK);

    private Identity identity(String name) {
        return SharedSecretIdentity.create(name, secret, SigningKey.generate(SUITE));
    }

    private ByteString welcome(ByteString keyPackage) throws RefusedException {
        try (var keys = GroupKeys.begin(identity("mona"), secret, CLOCK, Optional.empty())) {
            return keys.commit(
                            new KeyChange.Add(
                                    Name.parse("org/ns/anna").withId(anna.instance()), keyPackage))
                    .welcome()
                    .orElseThrow();
        }
    }

    @Test
    void eachIsFoundByTheWelcomeThatWasMadeWithIt() throws RefusedException {
        ByteString first = own.make();
        ByteString second = own.make();

        assertThat(own.of(welcome(second))).isNotSameAs(own.of(welcome(first)));
        assertThat(own.of(welcome(first))).isSameAs(own.of(welcome(first)));
    }

    @Test
    void theOldestIsGivenUpWhenThereAreTooMany() throws RefusedException {
        ByteString first = own.make();
        ByteString second = own.make();
        for (int i = 0; i < 15; i++) {
            own.make();
        }

        assertThat(own.size()).isEqualTo(16);
        assertThat(own.of(welcome(second))).isNotNull();
        ByteString late = welcome(first);
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> own.of(late))
                .withMessage("a welcome for other key packages than ours");
    }

    @Test
    void onceOneIsUsedTheOthersAreGoneAsWell() throws RefusedException {
        ByteString welcome = welcome(own.make());
        own.close();

        assertThat(own.size()).isZero();
        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> own.of(welcome));
    }

    @Test
    void whatIsNoWelcomeIsRefused() {
        ByteString keyPackage = own.make();

        for (ByteString no : new ByteString[] {keyPackage, ByteString.copyFromUtf8("no")}) {
            assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> own.of(no));
        }
    }
}
