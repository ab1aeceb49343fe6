package io.slimconsole.ui.app;

import io.slimconsole.node.NodeConfig;
import io.slimconsole.node.SlimNode;
import io.slimconsole.node.feed.MessageFeed;
import io.slimconsole.ui.fx.Dialogs;

import java.nio.file.Path;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/// What both ways to run have in common, made before either begins.
///
/// @param nodes makes the node of this run, the options applied, that records its messages in a feed
/// @param dialogs ask the operator: the window's, or others in their place
/// @param folder the data folder as the settings see it
/// @param instance this process's claim on the data folder
record Start(
        Path dataFolder,
        RunOptions options,
        Terminal terminal,
        Shutdown shutdown,
        BiFunction<NodeConfig, MessageFeed, SlimNode> nodes,
        UnaryOperator<Dialogs> dialogs,
        PlannedFolder folder,
        SingleInstance instance,
        UncaughtErrors errors) {}
