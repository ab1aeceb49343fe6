package io.slimconsole.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.node.feed.MessageFeed;
import io.slimconsole.persistence.audit.ActivityFilter;
import io.slimconsole.persistence.audit.AuditLog;
import io.slimconsole.persistence.audit.AuditRules;
import io.slimconsole.tests.kit.Await;
import io.slimconsole.ui.fx.Confirmation;
import io.slimconsole.ui.fx.Dialogs;
import io.slimconsole.ui.fx.TaskRunner;
import io.slimconsole.ui.kit.FakeAuditLog;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

final class KeysViewModelTest {
    private final FakeAuditLog audit = FakeAuditLog.of(10, 10);
    private final List<Confirmation> asked = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final List<String> copied = new ArrayList<>();
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private boolean agrees = true;

    private final class Answering implements Dialogs {
        @Override
        public void confirm(Confirmation question, Runnable confirmed) {
            asked.add(question);
            if (agrees) {
                confirmed.run();
            }
        }

        @Override
        public Optional<Path> chooseFile(String title, Optional<Path> start) {
            throw new AssertionError("nobody asks for a file");
        }

        @Override
        public Optional<Path> chooseFolder(String title, Optional<Path> start) {
            throw new AssertionError("nobody asks for a folder");
        }

        @Override
        public Optional<Path> chooseTarget(String title, Optional<Path> start, String name) {
            throw new AssertionError("nobody asks for a file");
        }
    }

    private KeysViewModel model(AuditLog of) {
        return new KeysViewModel(
                of,
                new Answering(),
                new TaskRunner(Runnable::run, waiting::add),
                (kind, text, link) -> told.add(kind + ": " + text),
                (text, what) -> copied.add(text),
                ZoneOffset.UTC);
    }

    private void work() {
        while (!waiting.isEmpty()) {
            waiting.poll().run();
        }
    }

    private static void type(KeysViewModel model, String first, String second) {
        model.first().set(first);
        model.second().set(second);
    }

    @Test
    void tellsWhichKeysThereAre() {
        KeysViewModel model = model(audit);

        assertThat(model.state()).startsWith("Generation 1, in use since ");
        assertThat(model.isProtected()).isFalse();
        model.copyFingerprint();
        assertThat(copied).containsExactly(audit.keys().orElseThrow().fingerprint());
    }

    @Test
    void aPassphraseIsSetOnceItWasTypedTwice() {
        KeysViewModel model = model(audit);
        model.ask();

        model.protect();
        assertThat(model.problem().get()).startsWith("Write a passphrase");
        model.first().set("open sesame");
        assertThat(model.problem().get()).isEmpty();
        model.protect();
        assertThat(model.problem().get()).contains("second time");
        model.second().set("open sesam");
        model.protect();
        assertThat(model.problem().get()).contains("differ");
        assertThat(waiting).isEmpty();

        model.second().set("open sesame");
        model.protect();
        assertThat(model.busy().get()).isTrue();
        model.protect();
        assertThat(waiting).as("once is enough").hasSize(1);
        work();

        assertThat(audit.passphrase()).contains("open sesame");
        assertThat(model.isProtected()).isTrue();
        assertThat(model.asking().get()).isFalse();
        assertThat(model.first().get() + model.second().get()).isEmpty();
        assertThat(told).containsExactly("SUCCESS: The keys are under the passphrase.");
    }

    @Test
    void whatCantBeStoredIsSaidAndStaysTyped() {
        audit.setKeyFailure("the disk is full");
        KeysViewModel model = model(audit);
        model.ask();
        type(model, "open sesame", "open sesame");

        model.protect();
        work();

        assertThat(model.problem().get()).contains("the disk is full");
        assertThat(model.first().get()).isEqualTo("open sesame");
        assertThat(model.busy().get()).isFalse();
        assertThat(model.isProtected()).isFalse();
        audit.setKeyFailure("");
        model.protect();
        work();
        assertThat(model.isProtected()).isTrue();
    }

    @Test
    void aPassphraseIsTakenAwayOnceTheOperatorAgrees() {
        KeysViewModel model = model(audit);
        type(model, "open sesame", "open sesame");
        model.protect();
        work();
        agrees = false;

        model.unprotect();
        work();
        assertThat(audit.passphrase()).isPresent();
        assertThat(asked.getFirst().consequence()).contains("without asking");
        agrees = true;
        model.unprotect();
        work();

        assertThat(audit.passphrase()).isEmpty();
        assertThat(model.isProtected()).isFalse();
    }

    @Test
    void rotatedKeysShowTheirFingerprint() {
        KeysViewModel model = model(audit);
        String before = model.fingerprint();
        agrees = false;
        model.rotate();
        work();
        assertThat(model.fingerprint()).isEqualTo(before);

        agrees = true;
        model.rotate();
        work();

        assertThat(model.state()).startsWith("Generation 2");
        assertThat(model.fingerprint())
                .isNotEqualTo(before)
                .isEqualTo(audit.keys().orElseThrow().fingerprint());
        assertThat(told).containsExactly("SUCCESS: The log goes on with keys of generation 2.");
        assertThat(asked.getLast().consequence()).contains("another fingerprint");
    }

    @Test
    void aFailedRotationIsSaid() {
        audit.setKeyFailure("the disk is full");
        KeysViewModel model = model(audit);

        model.rotate();
        work();

        assertThat(told).singleElement().asString().startsWith("ERROR").contains("disk is full");
        assertThat(model.state()).startsWith("Generation 1");
    }

    @Test
    void whatWasReadBeforeAChangeDoesNotHideIt() {
        KeysViewModel model = model(audit);
        KeysViewModel.Reading before = KeysViewModel.Reading.of(audit);
        model.rotate();

        model.show(before);
        work();

        assertThat(model.state()).startsWith("Generation 2");
    }

    @Test
    void aLockedLogHasNoKeysToShow() {
        audit.lock("open sesame");
        KeysViewModel model = model(audit);

        assertThat(model.isLocked()).isTrue();
        assertThat(model.state()).contains("not entered yet");
        assertThat(model.fingerprint()).isEmpty();
    }

    @Test
    void aChangeIsRecordedAndThePassphraseIsNot(@TempDir Path folder) throws Exception {
        try (var log =
                AuditLog.open(folder, new MessageFeed(0), AuditRules.DEFAULTS, Clock.systemUTC())) {
            KeysViewModel model = model(log);
            type(model, "open sesame", "open sesame");

            model.protect();
            work();
            model.rotate();
            work();

            Await.until("both recorded", () -> log.activity().newest() >= 2);
            try (var found = log.activity().find(ActivityFilter.ALL)) {
                Await.until("found", () -> found.progress().done());
                assertThat(found.page(0, 10).toString())
                        .contains("put under a passphrase", "generation 2")
                        .doesNotContain("sesame");
            }
        }
    }
}
