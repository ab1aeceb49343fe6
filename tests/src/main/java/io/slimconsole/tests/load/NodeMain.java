package io.slimconsole.tests.load;

import io.slimconsole.node.NodeConfig;
import io.slimconsole.node.SlimNode;

import java.io.IOException;
import java.io.OutputStream;

/// Our node alone, without the console around it: `NodeMain PORT`, until stdin ends; so it doesn't outlive whoever
/// started it.
final class NodeMain {
    private NodeMain() {}

    public static void main(String[] arguments) throws IOException {
        try (var node = SlimNode.create(NodeConfig.loopback(Integer.parseInt(arguments[0])))) {
            node.start();
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }
}
