package io.slimconsole.ui.overview;

import io.slimconsole.ui.shell.Target;

import java.util.Optional;

/// Something that an operator should look at.
///
/// @param title what is the matter
/// @param text what it means, and what would help
/// @param place where to look
/// @param linkText names that place; empty without one
record Problem(
        Severity severity, String title, String text, Optional<Target> place, String linkText) {
    enum Severity {
        WARNING,
        ERROR
    }
}
