package io.slimconsole.ui.channels;

import io.slimconsole.node.name.Name;
import io.slimconsole.node.name.NameFormatException;
import io.slimconsole.ui.fx.Texts;

import java.util.Optional;

/// A name while it is typed: good, not complete yet, or wrong, and what would be right.
///
/// @param problem what is missing or wrong; empty if it is good, or nothing is typed
/// @param isWrong whether going on typing can't make it good
record TypedName(Optional<Name> name, String problem, boolean isWrong) {
    private static final int SERVICE_PARTS = 3;

    /// What is named.
    enum Kind {
        /// Three components.
        CHANNEL,
        /// Three components, that of the console itself.
        CONSOLE,
        /// Three components, and an instance if one in particular is meant.
        MEMBER
    }

    static TypedName of(String typed, Kind kind, Texts texts) {
        String text = typed.strip();
        if (text.isEmpty()) {
            return new TypedName(Optional.empty(), "", false);
        }
        String shape = texts.get("name.shape." + kind);
        String[] parts = text.split("/", -1);
        for (int i = 0; i < parts.length - 1; i++) {
            if (parts[i].isBlank()) {
                return wrong(texts.get("name.empty-part", i + 1, shape));
            }
        }
        int most = kind == Kind.MEMBER ? SERVICE_PARTS + 1 : SERVICE_PARTS;
        if (parts.length > most) {
            return wrong(texts.get("name.too-many", parts.length, shape));
        }
        if (parts.length < SERVICE_PARTS || parts[parts.length - 1].isBlank()) {
            long there = parts[parts.length - 1].isBlank() ? parts.length - 1L : parts.length;
            return new TypedName(Optional.empty(), texts.get("name.so-far", there, shape), false);
        }
        try {
            return new TypedName(Optional.of(Name.parse(text)), "", false);
        } catch (NameFormatException notAnInstance) {
            return new TypedName(Optional.empty(), texts.get("name.instance"), false);
        }
    }

    private static TypedName wrong(String problem) {
        return new TypedName(Optional.empty(), problem, true);
    }
}
