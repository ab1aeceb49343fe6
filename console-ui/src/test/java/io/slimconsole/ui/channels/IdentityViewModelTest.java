package io.slimconsole.ui.channels;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.node.name.Name;
import io.slimconsole.ui.fx.Confirmation;
import io.slimconsole.ui.kit.FakeChannels;
import io.slimconsole.ui.sessions.ConsoleIdentity;

import org.junit.jupiter.api.Test;

final class IdentityViewModelTest {
    private static final String SECRET = "a-secret-of-more-than-thirty-two-bytes";

    private final Window window = new Window();

    private IdentityViewModel of(FakeChannels channels) {
        return new IdentityViewModel(
                channels, window.tasks, window, window, () -> "generated-" + SECRET);
    }

    @Test
    void onlyTheSecretIsMissingAtFirst() {
        var channels = FakeChannels.withoutIdentity();
        IdentityViewModel model = of(channels);
        assertThat(model.check().get().identity()).isEmpty();

        model.secret().set(SECRET + "\n");
        model.apply();

        assertThat(channels.identities())
                .containsExactly(new ConsoleIdentity(ConsoleIdentity.DEFAULT_SERVICE, SECRET));
        assertThat(window.questions).isEmpty();
        assertThat(model.secret().get()).isEmpty();
        assertThat(model.success().get()).contains("slim-console/default/console");
    }

    @Test
    void aSecretIsCountedInBytes() {
        IdentityViewModel model = of(FakeChannels.withoutIdentity());

        model.secret().set("ä".repeat(15));
        assertThat(model.check().get().secret())
                .isEqualTo("At least 32 bytes are needed; these are 30, 2 too few.");
        assertThat(model.check().get().identity()).isEmpty();

        model.secret().set("ä".repeat(16));
        assertThat(model.check().get().identity()).isPresent();
    }

    @Test
    void aGeneratedSecretCanBeCopied() {
        IdentityViewModel model = of(FakeChannels.withoutIdentity());

        model.generate();
        model.copySecret();

        assertThat(window.copied).containsExactly("generated-" + SECRET);
        assertThat(model.check().get().secretIsGood()).isTrue();
    }

    @Test
    void aChangeThatEndsChannelsIsConfirmed() {
        var channels = new FakeChannels();
        channels.add("acme/chat/general", true);
        channels.add("acme/chat/stock", true);
        IdentityViewModel model = of(channels);
        model.name().set("acme/operations/desk");
        model.secret().set(SECRET);
        window.agrees = false;

        model.apply();

        assertThat(channels.identities()).isEmpty();
        assertThat(window.questions)
                .containsExactly(
                        new Confirmation(
                                "Change the console\u2019s identity?",
                                "2 channels begun under the old identity end for us. Their members"
                                        + " are not told; they notice that the moderator is silent."
                                        + " It can\u2019t be undone.",
                                "Change identity",
                                true));
        window.agrees = true;
        model.apply();
        assertThat(channels.service()).contains(Name.parse("acme/operations/desk"));
    }

    @Test
    void whatWasTypedStaysWhenItIsRefused() {
        var channels = FakeChannels.withoutIdentity();
        channels.refuseIdentity("Somebody else has that name.");
        IdentityViewModel model = of(channels);
        model.secret().set(SECRET);

        model.apply();

        assertThat(model.failure().get())
                .isEqualTo("Nothing was changed: Somebody else has that name.");
        assertThat(model.secret().get()).isEqualTo(SECRET);
        assertThat(model.busy().get()).isFalse();
    }

    @Test
    void aNameThatWasChangedElsewhereShowsUnlessAnotherIsTyped() {
        var channels = FakeChannels.withoutIdentity();
        IdentityViewModel model = of(channels);
        channels.identify(new ConsoleIdentity(Name.parse("acme/operations/desk"), SECRET)).join();

        model.begin();
        assertThat(model.name().get()).isEqualTo("acme/operations/desk");

        model.name().set("acme/operations/tower");
        model.begin();
        assertThat(model.name().get()).isEqualTo("acme/operations/tower");
    }

    @Test
    void theSecretIsInNoText() {
        assertThat(new ConsoleIdentity(ConsoleIdentity.DEFAULT_SERVICE, SECRET).toString())
                .doesNotContain(SECRET);
    }
}
