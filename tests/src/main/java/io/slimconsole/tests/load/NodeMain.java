package io.slimconsole.tests.load;

/// Our node alone, without the console around it: `NodeMain PORT`, until the process is ended.
final class NodeMain {
    private NodeMain() {}

    public static void main(String[] arguments) {
        if (arguments.length != 1) {
            throw new IllegalArgumentException("NodeMain PORT");
        }
    }
}
