package io.slimconsole.session.network;

import io.slimconsole.node.name.Name;
import io.slimconsole.node.wire.SlimMessage;

import java.util.function.Consumer;

/// Any SLIM node, over gRPC. Each application has a link of its own, as an Edge client.
///
/// A link that is lost is built anew for as long as it takes, and all names of its application are subscribed again. What
/// is sent in the meantime is lost: sessions repeat what matters. Only if the node wants an application to stay away it
/// does.
///
/// @see "data-plane.md 3, 4"
public final class GrpcNetwork implements Network {
    private final NodeAddress node;
    private final LinkListener listener;
    private final LinkTimes times;

    public GrpcNetwork(NodeAddress node, LinkListener listener) {
        this(node, listener, LinkTimes.DEFAULT);
    }

    GrpcNetwork(NodeAddress node, LinkListener listener, LinkTimes times) {
        this.node = node;
        this.listener = listener;
        this.times = times;
    }

    /// Connects, and waits for it: 20 s at most.
    ///
    /// @throws NetworkException if the node can't be reached, or does not let us in
    @Override
    public Attachment attach(Name self, Consumer<SlimMessage> receiver) {
        return GrpcAttachment.open(node, self, times, listener, receiver);
    }
}
