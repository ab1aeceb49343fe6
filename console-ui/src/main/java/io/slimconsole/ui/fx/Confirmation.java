package io.slimconsole.ui.fx;

import java.util.Optional;

/// A question before something that can't be undone and affects others.
///
/// @param title what is about to happen, as a question: "Disconnect 3 clients?"
/// @param consequence what it does to others
/// @param act names the act, never "OK": "Disconnect 3 clients"
/// @param dangerous whether the button warns by its colour
/// @param typed what the operator has to type before it can be agreed to; for what affects many
public record Confirmation(
        String title, String consequence, String act, boolean dangerous, Optional<String> typed) {
    public Confirmation(String title, String consequence, String act, boolean dangerous) {
        this(title, consequence, act, dangerous, Optional.empty());
    }
}
