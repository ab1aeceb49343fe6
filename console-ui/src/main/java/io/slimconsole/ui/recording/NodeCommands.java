package io.slimconsole.ui.recording;

import io.slimconsole.node.NodeConfig;
import io.slimconsole.ui.node.NodeCommand;

import java.util.Optional;
import java.util.function.Consumer;

/// What the operator has the node do.
final class NodeCommands implements Consumer<NodeCommand> {
    private static final String NODE = "node";

    private final Recorder recorder;

    NodeCommands(Recorder recorder) {
        this.recorder = recorder;
    }

    @Override
    public void accept(NodeCommand command) {
        switch (command) {
            case NodeCommand.Start(NodeConfig config, Optional<NodeConfig> before) -> {
                var activity =
                        recorder.begin(
                                Actor.OPERATOR,
                                NODE,
                                before.isPresent() ? "Restarts the node." : "Starts the node.");
                if (before.isPresent()) {
                    activity = activity.with("before", address(before.get()));
                }
                recorder.did(activity.with("after", address(config)));
            }
            case NodeCommand.Retry _ ->
                    recorder.did(Actor.OPERATOR, NODE, "Starts the node again.");
            case NodeCommand.Stop _ -> recorder.did(Actor.OPERATOR, NODE, "Stops the node.");
        }
    }

    private static String address(NodeConfig config) {
        return config.host() + ":" + config.port();
    }
}
