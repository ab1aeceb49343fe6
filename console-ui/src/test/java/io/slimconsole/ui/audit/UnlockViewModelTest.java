package io.slimconsole.ui.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.ui.fx.TaskRunner;
import io.slimconsole.ui.kit.FakeAuditLog;

import org.junit.jupiter.api.Test;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

final class UnlockViewModelTest {
    private final FakeAuditLog audit = FakeAuditLog.of(0, 0);
    private final List<String> told = new ArrayList<>();
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private final UnlockViewModel model =
            new UnlockViewModel(
                    audit,
                    new TaskRunner(Runnable::run, waiting::add),
                    (kind, text, link) -> told.add(kind + ": " + text));

    private void work() {
        while (!waiting.isEmpty()) {
            waiting.poll().run();
        }
    }

    @Test
    void aWrongPassphraseIsSaidAndStaysTypedUntilTheRightOneOpens() {
        audit.lock("open sesame");
        model.unlock();
        assertThat(model.problem().get()).startsWith("Enter the passphrase");

        model.typed().set("sesame");
        assertThat(model.problem().get()).isEmpty();
        model.unlock();
        model.unlock();
        assertThat(model.busy().get()).isTrue();
        assertThat(waiting).as("tried once").hasSize(1);
        work();

        assertThat(model.problem().get()).startsWith("This is another passphrase");
        assertThat(model.typed().get()).isEqualTo("sesame");
        assertThat(model.busy().get()).isFalse();
        assertThat(audit.status().isLocked()).isTrue();

        model.typed().set("open sesame");
        model.unlock();
        work();

        assertThat(audit.status().isLocked()).isFalse();
        assertThat(model.typed().get()).isEmpty();
        assertThat(told).containsExactly("SUCCESS: The audit log is unlocked, and records.");
    }
}
