/// A test message to any name, with the reply: is somebody there, does it let itself be invited,
/// does it answer?
///
/// Start with [io.slimconsole.ui.ask.AskPane]; `AskViewModel` says what is on it.
@NullMarked
package io.slimconsole.ui.ask;

import org.jspecify.annotations.NullMarked;
