package io.slimconsole.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;

import java.security.GeneralSecurityException;

/// What every [Vault] does.
abstract class VaultContract {
    static final byte[] SECRET = "a secret that nobody else knows".getBytes(UTF_8);

    abstract Vault vault();

    @Test
    void whatWasPutIsFoundUnderItsName() {
        vault().put("identity", SECRET);
        vault().put("other", new byte[0]);

        assertThat(vault().find("identity")).hasValue(SECRET);
        assertThat(vault().find("other")).hasValue(new byte[0]);
        assertThat(vault().find("nothing")).isEmpty();
    }

    @Test
    void theLastPutCounts() {
        vault().put("identity", "the one before".getBytes(UTF_8));

        vault().put("identity", SECRET);

        assertThat(vault().find("identity")).hasValue(SECRET);
    }

    @Test
    void whatIsTooLargeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> vault().put("identity", new byte[Vault.MAX_BYTES + 1]))
                .withMessage("the secret \"identity\" has 16001 bytes; at most 16000 are kept");
        assertThatIllegalArgumentException().isThrownBy(() -> vault().put(" ", SECRET));
        assertThat(vault().find("identity")).isEmpty();
    }

    @Test
    void aSealedStateOpensAtItsPlaceOnly() throws GeneralSecurityException {
        byte[] place = "group 1".getBytes(UTF_8);
        byte[] sealed = vault().groupCipher().seal(SECRET, place);

        assertThatThrownBy(() -> vault().groupCipher().open(sealed, "group 2".getBytes(UTF_8)))
                .isInstanceOf(GeneralSecurityException.class);
        assertThat(vault().groupCipher().open(sealed, place)).isEqualTo(SECRET);
    }
}
