package io.slimconsole.tests.interop;

import io.slimconsole.session.network.GrpcNetwork;
import io.slimconsole.session.network.LinkListener;
import io.slimconsole.session.network.LocalNetwork;
import io.slimconsole.session.network.Network;
import io.slimconsole.session.network.NodeAddress;

/// How our application takes part.
enum Way {
    IN_OUR_NODE {
        @Override
        Network network(Scenario scenario, LinkListener listener) {
            return new LocalNetwork(scenario.ourNode().slim(), "console");
        }
    },
    OVER_GRPC_TO_OUR_NODE {
        @Override
        Network network(Scenario scenario, LinkListener listener) {
            scenario.ourNode();
            return grpc(scenario, listener);
        }
    },
    OVER_GRPC_TO_UPSTREAMS_NODE {
        @Override
        Network network(Scenario scenario, LinkListener listener) {
            scenario.upstreamInTheMiddle();
            return grpc(scenario, listener);
        }
    };

    /// Starts the node, if it is not there yet.
    abstract Network network(Scenario scenario, LinkListener listener);

    Network network(Scenario scenario) {
        return network(scenario, LinkListener.NONE);
    }

    private static Network grpc(Scenario scenario, LinkListener listener) {
        return new GrpcNetwork(NodeAddress.parse(scenario.url()), listener);
    }
}
