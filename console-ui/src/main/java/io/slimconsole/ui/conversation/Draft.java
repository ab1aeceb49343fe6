package io.slimconsole.ui.conversation;

import io.slimconsole.node.name.Name;

import java.util.Optional;

/// What the operator is about to say on a channel.
///
/// @param json whether it is to be JSON
/// @param to the one member that it is for; empty for all
record Draft(String text, boolean json, Optional<Name> to) {
    static final Draft EMPTY = new Draft("", false, Optional.empty());

    Draft withText(String other) {
        return new Draft(other, json, to);
    }

    Draft withJson(boolean other) {
        return new Draft(text, other, to);
    }

    Draft withTo(Optional<Name> other) {
        return new Draft(text, json, other);
    }
}
