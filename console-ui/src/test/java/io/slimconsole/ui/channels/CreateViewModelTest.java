package io.slimconsole.ui.channels;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.node.name.Name;
import io.slimconsole.session.SessionOptions;
import io.slimconsole.ui.kit.FakeChannels;
import io.slimconsole.ui.sessions.ChannelDraft;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

final class CreateViewModelTest {
    private final FakeChannels channels = new FakeChannels();
    private final List<Integer> opened = new ArrayList<>();
    private final CreateViewModel model =
            new CreateViewModel(channels, new Window().tasks, opened::add);

    @Test
    void aNameIsEnough() {
        model.name().set(" acme/chat/general ");

        assertThat(model.check().get().draft())
                .contains(
                        new ChannelDraft(Name.parse("acme/chat/general"), SessionOptions.DEFAULT));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "acme            | One part so far; write organization/namespace/channel.  | false",
                "acme/           | One part so far; write organization/namespace/channel.  | false",
                "acme/chat/      | Two parts so far; write organization/namespace/channel. | false",
                "acme//general   | Part 2 is empty; write organization/namespace/channel.  | true",
                "a/b/c/d         | These are 4 parts; write organization/namespace/channel. | true",
            })
    void saysWhatIsMissingAndWhatIsWrong(String typed, String problem, boolean wrong) {
        model.name().set(typed);

        CreateViewModel.Check check = model.check().get();
        assertThat(check.name()).isEqualTo(problem);
        assertThat(check.nameIsWrong()).isEqualTo(wrong);
        assertThat(check.draft()).isEmpty();
    }

    @Test
    void whatIsTypedBecomesAChannelAndTheFormIsFreshAgain() {
        model.name().set("acme/chat/general");
        model.encrypted().set(false);
        model.reliable().set(false);
        model.interval().set("250");
        model.retries().set("3");

        model.create();

        assertThat(channels.list())
                .singleElement()
                .satisfies(
                        channel -> {
                            assertThat(channel.options())
                                    .isEqualTo(
                                            new SessionOptions(
                                                    false,
                                                    false,
                                                    Duration.ofMillis(250),
                                                    3,
                                                    Map.of()));
                            assertThat(opened).containsExactly(channel.sessionId());
                        });
        assertThat(model.name().get()).isEmpty();
        assertThat(model.encrypted().get()).isTrue();
        assertThat(model.interval().get()).isEqualTo("1000");
    }

    @Test
    void aNameThatExistsLeadsToItsChannel() {
        int id = channels.add("acme/chat/general", true);
        model.name().set("acme/chat/general");

        model.create();
        model.openExisting();

        assertThat(channels.list()).hasSize(1);
        assertThat(model.check().get().existing()).hasValue(id);
        assertThat(opened).containsExactly(id);
        assertThat(model.name().get()).isEqualTo("acme/chat/general");
    }

    @Test
    void whatIsTypedStaysWhenItCouldNotBeMade() {
        channels.refuseCreation("The disk is full.");
        model.name().set("acme/chat/general");

        model.create();

        assertThat(model.failure().get())
                .isEqualTo("The channel was not created: The disk is full.");
        assertThat(model.name().get()).isEqualTo("acme/chat/general");
        assertThat(model.busy().get()).isFalse();
        model.create();
        assertThat(channels.list()).hasSize(1);
        assertThat(model.failure().get()).isEmpty();
    }

    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(strings = {"", "0", "-1", "3600001", "1 s", "1.5"})
    void anIntervalOutOfRangeIsRefused(String typed) {
        model.name().set("acme/chat/general");
        model.interval().set(typed);

        assertThat(model.check().get().interval()).isNotEmpty();
        assertThat(model.check().get().draft()).isEmpty();
        model.interval().set("3600000");
        assertThat(model.check().get().draft()).isPresent();
    }

    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(strings = {"", "-1", "1001", "ten"})
    void retriesOutOfRangeAreRefused(String typed) {
        model.name().set("acme/chat/general");
        model.retries().set(typed);

        assertThat(model.check().get().retries()).isNotEmpty();
        assertThat(model.check().get().draft()).isEmpty();
        model.retries().set("0");
        assertThat(model.check().get().draft()).isPresent();
    }
}
