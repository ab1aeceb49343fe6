package io.slimconsole.ui.fx;

import javafx.scene.Node;

import org.kordamp.ikonli.Ikon;

import java.util.Optional;

/// What a screen, or a part of one, has to say about its content; a [StatePane] shows it.
public sealed interface ViewState {
    /// Something that the operator can do about it.
    record Offer(String text, Runnable run) {}

    /// All is well: just the content.
    record Ready() implements ViewState {}

    /// Nothing is known yet.
    ///
    /// @param text shown when it takes long: "Reading routes…"
    record Loading(String text) implements ViewState {}

    /// There is nothing yet: says what would be here, and the one thing to do.
    record Empty(Ikon icon, String title, String text, Optional<Offer> offer)
            implements ViewState {}

    /// There is nothing before something was entered.
    ///
    /// @param form where that is done, a node of the toolkit
    record Asking(Ikon icon, String title, String text, Node form) implements ViewState {}

    /// There is something, but the filter hides it: "None of 1 204 routes match org/*/x".
    record NoMatch(String text, Offer clear) implements ViewState {}

    /// What is shown is old; it stays readable.
    record Stale(String text, Offer retry) implements ViewState {}

    /// What is shown is right, but something else is not.
    record Warned(String text, Offer way) implements ViewState {}

    /// The node does not run; what was last known stays readable.
    record Stopped(String text, Optional<Offer> start) implements ViewState {}

    /// Something went wrong.
    ///
    /// @param title what was tried
    /// @param text with which values, and what would help
    /// @param copyDetails takes along what a bug report needs
    record Failed(String title, String text, Optional<Offer> retry, Optional<Offer> copyDetails)
            implements ViewState {}
}
