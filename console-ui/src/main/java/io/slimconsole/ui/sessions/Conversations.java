package io.slimconsole.ui.sessions;

import io.slimconsole.node.name.Name;
import io.slimconsole.session.delivery.Payload;
import io.slimconsole.session.delivery.PublishOutcome;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// What is said on channels. Methods may be called on any thread and return at once.
public interface Conversations {
    /// @param sessionId unsigned 32 bits
    Optional<Channel> find(int sessionId);

    /// What was said on a channel since the console began to listen, the newest last; at most [Said#KEPT] of them.
    List<Said> conversation(int sessionId);

    CompletableFuture<PublishOutcome> publish(int sessionId, Payload payload);

    CompletableFuture<PublishOutcome> publishTo(int sessionId, Name member, Payload payload);
}
