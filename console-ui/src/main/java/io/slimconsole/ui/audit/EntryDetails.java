package io.slimconsole.ui.audit;

import javafx.scene.Node;

import java.util.function.BiFunction;
import java.util.function.Function;

/// How a screen shows one entry beside the list.
///
/// @param links looks up where the entry leads, off the JavaFX application thread
/// @param node builds what is shown, on it
record EntryDetails<E>(
        Function<E, String> heading, Function<E, Links> links, BiFunction<E, Links, Node> node) {}
