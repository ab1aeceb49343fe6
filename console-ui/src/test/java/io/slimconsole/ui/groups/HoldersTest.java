package io.slimconsole.ui.groups;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.tree.Credential;
import io.slimconsole.tests.kit.ManualClock;

import org.junit.jupiter.api.Test;

import java.util.Base64;
import java.util.List;

final class HoldersTest {
    private final ManualClock clock = new ManualClock(Groups.BEGAN);

    private static Credential basic(String identity) {
        return new Credential.Basic(Opaque.of(identity.getBytes(UTF_8)));
    }

    private static String jwt(String claims) {
        return "e30."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(UTF_8))
                + ".c2ln";
    }

    @Test
    void theSubjectOfATokenIsItsFirstField() {
        assertThat(Holders.subject(basic("lab/a/b_Xy12Zz90:1795774800:bm9uY2U:e30:bWFj")))
                .isEqualTo("lab/a/b_Xy12Zz90");
    }

    @Test
    void theSubjectOfAJwtIsInItsClaims() {
        assertThat(Holders.subject(basic(jwt("{\"sub\":\"lab/a/b\",\"exp\":1}"))))
                .isEqualTo("lab/a/b");
    }

    @Test
    void whatIsNoTokenIsShownAsItIs() {
        assertThat(Holders.subject(basic("anna"))).isEqualTo("anna");
        assertThat(Holders.subject(basic("a.b.c"))).isEqualTo("a.b.c");
        assertThat(Holders.subject(basic(jwt("[]")))).isEqualTo(jwt("[]"));
        assertThat(Holders.subject(basic("evil\u202e"))).isEqualTo("evil⟨U+202E⟩");
        assertThat(Holders.subject(basic("x".repeat(10_000)))).hasSize(121);
    }

    @Test
    void aCertificateIsShownByItsBeginning() {
        assertThat(Holders.subject(new Credential.X509(List.of()))).isEqualTo("X.509");
        assertThat(
                        Holders.subject(
                                new Credential.X509(List.of(Opaque.of((byte) 0x30, (byte) 0x82)))))
                .isEqualTo("X.509 3082");
    }

    @Test
    void membersAreCalledByTheirNamesAlsoAfterTheyHaveGone() {
        Groups groups = Groups.begin(clock).add(false, "lab/a/anna");
        Credential anna = groups.view().members().get(1).credential();
        Holders before = Holders.NOBODY.with(groups.channel());

        Holders after = before.with(groups.remove(1).channel());

        assertThat(before.called(1, anna)).matches("lab/a/anna · [0-9a-f]{8}");
        assertThat(after.called(anna)).isEqualTo(before.called(1, anna));
        assertThat(after.names()).containsOnlyKeys(0);
    }

    @Test
    void whoIsNotInTheRosterYetIsCalledByItsToken() {
        Credential anna = Groups.token("lab/a/anna");

        assertThat(Holders.NOBODY.called(1, anna)).startsWith("lab/a/anna_");
    }
}
