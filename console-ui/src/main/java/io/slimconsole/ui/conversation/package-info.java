/// What is said on a channel, and what the operator says there.
///
/// Start with [io.slimconsole.ui.conversation.ConversationPane], which the page of a channel shows;
/// `ConversationViewModel` says what is on it. Bodies are whatever somebody chose to send: `Bodies` makes something of
/// them that can be shown, on a thread of its own, and the JavaFX application thread gets no more than fits a few lines.
@NullMarked
package io.slimconsole.ui.conversation;

import org.jspecify.annotations.NullMarked;
