package io.slimconsole.ui.sessions;

import io.slimconsole.node.Registration;
import io.slimconsole.node.name.Name;
import io.slimconsole.session.membership.Outcome;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// The channels that the console moderates, and all that an operator does with them.
///
/// Methods may be called on any thread and return at once. Futures end in a bounded time, on a thread of the sessions, and never fail:
/// what went wrong is in their result. Channels outlast a restart of the node, and of the console.
public interface Channels extends Conversations {
    /// Whether channels can be worked with at the moment.
    ChannelsState state();

    /// Hears every change of [#state], on any thread, beginning with the present one.
    Registration listen(Consumer<ChannelsState> listener);

    /// Tries at once to take part again; does nothing unless the state is [ChannelsState.Failed].
    void retry();

    /// Our name as applications see it, without instance; empty until there is an identity.
    Optional<Name> service();

    /// Takes part under another name or with another secret from now on. Channels that were begun under the old ones can't be gone on
    /// with: they end for us.
    ///
    /// @return what is wrong with them, in words for the operator; empty when they are stored and used
    CompletableFuture<Optional<String>> identify(ConsoleIdentity identity);

    /// All of them as they are now, by name. Cheap enough to be called a few times a second.
    List<Channel> list();

    /// Channels that are stored and can't be gone on with, and why.
    List<LostChannel> lost();

    /// Deletes what is stored of a lost channel. Its members are not told.
    void forget(LostChannel channel);

    CompletableFuture<Creation> create(ChannelDraft draft);

    /// @param name a service, of which any instance may come, or one instance
    CompletableFuture<Outcome> invite(int sessionId, Name name);

    /// Takes the record of an invitation that has ended off the channel.
    void dismiss(int sessionId, long invitation);

    CompletableFuture<Outcome> remove(int sessionId, Name member);

    /// Ends the channel for all members.
    CompletableFuture<Outcome> close(int sessionId);

    /// Sends a message to one application, over a session of their own, and waits for a reply.
    ///
    /// @param progress hears each step, on any thread; it must not wait
    CompletableFuture<Exchange> ask(Question question, Consumer<Exchange> progress);
}
