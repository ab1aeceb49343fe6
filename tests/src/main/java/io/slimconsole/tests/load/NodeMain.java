package io.slimconsole.tests.load;

import io.slimconsole.node.NodeConfig;
import io.slimconsole.node.SlimNode;
import io.slimconsole.node.feed.MessageFeed;
import io.slimconsole.persistence.audit.AuditLog;
import io.slimconsole.persistence.audit.AuditRules;
import io.slimconsole.persistence.audit.AuditStatus.TrailStatus;
import io.slimconsole.persistence.audit.Recording;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;

/// Our node alone, without the console around it, until stdin ends; so it doesn't outlive whoever started it.
///
/// `NodeMain PORT` serves; `NodeMain PORT all FOLDER` has an audit log in that folder besides, which records `all`,
/// `control` or nothing (`off`), and says at the end how much that was.
final class NodeMain {
    private NodeMain() {}

    public static void main(String[] arguments) throws IOException {
        var config = NodeConfig.loopback(Integer.parseInt(arguments[0]));
        if (arguments.length == 1) {
            serve(SlimNode.create(config));
        } else {
            serveAudited(config, recording(arguments[1]), Path.of(arguments[2]));
        }
    }

    private static Recording recording(String argument) {
        return switch (argument) {
            case "all" -> new Recording.All();
            case "control" -> new Recording.ControlOnly();
            case "off" -> new Recording.Off();
            default ->
                    throw new IllegalArgumentException(
                            "%s is none of all, control and off".formatted(argument));
        };
    }

    private static void serveAudited(NodeConfig config, Recording messages, Path folder)
            throws IOException {
        var feed = new MessageFeed(AuditLog.lastRun(folder));
        var defaults = AuditRules.DEFAULTS;
        var rules =
                new AuditRules(
                        messages,
                        defaults.leftOut(),
                        defaults.activity(),
                        defaults.contentOf(),
                        defaults.keepMessages(),
                        defaults.keepActivity());
        try (var log = AuditLog.open(folder, feed, rules, Clock.systemUTC())) {
            serve(SlimNode.create(config, feed));
            TrailStatus trail = log.status().messages();
            System.out.printf(
                    "recorded %,d messages in %,d bytes, lost %,d; %s%n",
                    trail.entries(),
                    trail.bytes(),
                    trail.lost(),
                    log.status().trouble().map(Object::toString).orElse("no trouble"));
        }
    }

    private static void serve(SlimNode node) throws IOException {
        try (node) {
            node.start();
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }
}
