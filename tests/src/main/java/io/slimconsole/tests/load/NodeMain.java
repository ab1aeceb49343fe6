package io.slimconsole.tests.load;

import io.slimconsole.node.NodeConfig;
import io.slimconsole.node.SlimNode;

import java.util.concurrent.CountDownLatch;

/// Our node alone, without the console around it: `NodeMain PORT`, until the process is ended.
final class NodeMain {
    private NodeMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        try (var node = SlimNode.create(NodeConfig.loopback(Integer.parseInt(arguments[0])))) {
            node.start();
            new CountDownLatch(1).await();
        }
    }
}
