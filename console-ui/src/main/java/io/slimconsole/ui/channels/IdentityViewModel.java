package io.slimconsole.ui.channels;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slimconsole.node.name.Name;
import io.slimconsole.session.identity.SharedSecret;
import io.slimconsole.ui.fx.Confirmation;
import io.slimconsole.ui.fx.Copier;
import io.slimconsole.ui.fx.Dialogs;
import io.slimconsole.ui.fx.Formats;
import io.slimconsole.ui.fx.TaskRunner;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.sessions.Channels;
import io.slimconsole.ui.sessions.ConsoleIdentity;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.function.Supplier;

/// Who the console is to applications, as it is typed: its name, and the secret that they share.
///
/// A secret that was stored is never shown again; one that is typed is forgotten once it is stored.
final class IdentityViewModel {
    /// What there is to say about what is typed.
    ///
    /// @param name what is wrong with the name, or still missing; empty if it is good
    /// @param secret what is wrong with the secret, or still missing; empty if it is good
    /// @param identity what would be stored; empty while something is wrong
    record Check(
            String name,
            boolean nameIsWrong,
            String secret,
            boolean secretIsGood,
            Optional<ConsoleIdentity> identity) {}

    private final Channels channels;
    private final TaskRunner tasks;
    private final Dialogs dialogs;
    private final Copier copier;
    private final Supplier<String> secrets;

    /// The name that was in use when the form last came into sight.
    private Name known;

    private final Texts texts = Texts.of(IdentityViewModel.class);
    private final StringProperty name = new SimpleStringProperty("");
    private final StringProperty secret = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<Check> check;
    private final ReadOnlyObjectWrapper<String> failure = new ReadOnlyObjectWrapper<>("");
    private final ReadOnlyObjectWrapper<String> success = new ReadOnlyObjectWrapper<>("");
    private final BooleanProperty busy = new SimpleBooleanProperty();

    /// @param secrets makes good ones
    IdentityViewModel(
            Channels channels,
            TaskRunner tasks,
            Dialogs dialogs,
            Copier copier,
            Supplier<String> secrets) {
        this.channels = channels;
        this.tasks = tasks;
        this.dialogs = dialogs;
        this.copier = copier;
        this.secrets = secrets;
        known = current();
        name.set(known.prefix());
        check = new ReadOnlyObjectWrapper<>(checked());
        name.addListener((_, _, _) -> look());
        secret.addListener((_, _, _) -> look());
    }

    /// The form comes into sight: the name may have been changed elsewhere. What is typed stays.
    void begin() {
        boolean untouched = known.prefix().equals(name.get());
        known = current();
        if (untouched) {
            name.set(known.prefix());
        }
    }

    StringProperty name() {
        return name;
    }

    StringProperty secret() {
        return secret;
    }

    ReadOnlyObjectProperty<Check> check() {
        return check.getReadOnlyProperty();
    }

    /// Why the last attempt came to nothing; empty when there is nothing to say.
    ReadOnlyObjectProperty<String> failure() {
        return failure.getReadOnlyProperty();
    }

    /// That the last attempt did what it should; empty when there is nothing to say.
    ReadOnlyObjectProperty<String> success() {
        return success.getReadOnlyProperty();
    }

    BooleanProperty busy() {
        return busy;
    }

    /// Whether there is an identity already.
    boolean isStored() {
        return channels.service().isPresent();
    }

    /// The name that is in use, or the one that is usual.
    Name current() {
        return channels.service().orElse(ConsoleIdentity.DEFAULT_SERVICE);
    }

    void generate() {
        secret.set(secrets.get());
    }

    void copySecret() {
        copier.copy(secretText(), texts.get("identity.copied"));
    }

    /// Stores what is typed and takes part with it; asks first where channels end by it.
    void apply() {
        Optional<ConsoleIdentity> identity = check.get().identity();
        if (identity.isEmpty() || busy.get()) {
            return;
        }
        int ending = isStored() ? channels.list().size() : 0;
        if (ending == 0) {
            carryOut(identity.get());
            return;
        }
        dialogs.confirm(
                new Confirmation(
                        texts.get("identity.change.title"),
                        texts.get("identity.change.consequence", ending, Formats.count(ending)),
                        texts.get("identity.change.act"),
                        true),
                () -> carryOut(identity.get()));
    }

    private void carryOut(ConsoleIdentity identity) {
        busy.set(true);
        failure.set("");
        success.set("");
        tasks.run(
                texts.get("identity.running"),
                _ -> channels.identify(identity).get(),
                this::ended,
                problem -> ended(Optional.of(String.valueOf(problem.getMessage()))));
    }

    private void ended(Optional<String> problem) {
        busy.set(false);
        if (problem.isPresent()) {
            failure.set(texts.get("identity.failed", problem.get()));
        } else {
            secret.set("");
            known = current();
            name.set(known.prefix());
            success.set(texts.get("identity.done", current().prefix()));
        }
    }

    private void look() {
        failure.set("");
        success.set("");
        check.set(checked());
    }

    private Check checked() {
        @Nullable String typed = name.get();
        TypedName typedName =
                TypedName.of(typed == null ? "" : typed, TypedName.Kind.CONSOLE, texts);
        int bytes = secretText().getBytes(UTF_8).length;
        boolean enough = bytes >= SharedSecret.LEAST_BYTES;
        String problem =
                bytes == 0 || enough
                        ? ""
                        : texts.get(
                                "identity.secret.short",
                                SharedSecret.LEAST_BYTES,
                                bytes,
                                SharedSecret.LEAST_BYTES - bytes);
        return new Check(
                typedName.problem(),
                typedName.isWrong(),
                problem,
                enough,
                enough
                        ? typedName.name().map(good -> new ConsoleIdentity(good, secretText()))
                        : Optional.empty());
    }

    private String secretText() {
        @Nullable String typed = secret.get();
        // pasted text brings its line end along
        return typed == null ? "" : typed.strip();
    }
}
