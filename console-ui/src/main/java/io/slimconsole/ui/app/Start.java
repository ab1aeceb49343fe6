package io.slimconsole.ui.app;

import io.slimconsole.node.NodeConfig;
import io.slimconsole.node.SlimNode;
import io.slimconsole.node.feed.MessageFeed;

import java.nio.file.Path;
import java.util.function.BiFunction;

/// What both ways to run have in common, made before either begins.
///
/// @param nodes makes the node of this run, the options applied, that records its messages in a feed
/// @param folder the data folder as the settings see it
/// @param instance this process's claim on the data folder
record Start(
        Path dataFolder,
        RunOptions options,
        Terminal terminal,
        Shutdown shutdown,
        BiFunction<NodeConfig, MessageFeed, SlimNode> nodes,
        PlannedFolder folder,
        SingleInstance instance,
        UncaughtErrors errors) {}
