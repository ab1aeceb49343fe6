package io.slimconsole.session.network;

import io.slimconsole.node.link.LinkInput.Acknowledged;
import io.slimconsole.node.name.Name;
import io.slimconsole.node.wire.SlimMessage;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// An application that takes part over gRPC: the names that it wants, and whatever link it has at the moment.
///
/// A virtual thread of its own dials anew when a link is lost.
final class GrpcAttachment implements Network.Attachment {
    private static final Logger log = LoggerFactory.getLogger(GrpcAttachment.class);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final NodeAddress node;
    private final Name self;
    private final LinkTimes times;
    private final LinkListener listener;
    private final Consumer<SlimMessage> receiver;
    private final String linkId = UUID.randomUUID().toString();
    private final String nodeId = "node-" + UUID.randomUUID();
    private final AtomicLong ids = new AtomicLong(RANDOM.nextLong());
    private final CountDownLatch closed = new CountDownLatch(1);

    /// Guarded by itself, as `link` and `failure` are.
    private final Map<Name, Wanted> wanted = new LinkedHashMap<>();

    private Optional<EdgeStream> link = Optional.empty();

    /// Why there is no link.
    private String failure = "";

    /// A name that is to be subscribed.
    private static final class Wanted {
        private final CompletableFuture<Acknowledged> answered = new CompletableFuture<>();

        /// On the link of now; each one has an id of its own: a node may still hold the one of before.
        private long id;
    }

    private GrpcAttachment(
            NodeAddress node,
            Name self,
            LinkTimes times,
            LinkListener listener,
            Consumer<SlimMessage> receiver) {
        this.node = node;
        this.self = self;
        this.times = times;
        this.listener = listener;
        this.receiver = receiver;
    }

    /// Connects, negotiates and subscribes the name.
    ///
    /// @throws NetworkException if that fails
    static GrpcAttachment open(
            NodeAddress node,
            Name self,
            LinkTimes times,
            LinkListener listener,
            Consumer<SlimMessage> receiver) {
        var attachment = new GrpcAttachment(node, self, times, listener, receiver);
        attachment.wanted.put(self, new Wanted());
        try {
            EdgeStream first = attachment.connect(1);
            Thread.ofVirtual().name("slim-edge " + self).start(() -> attachment.keep(first));
            return attachment;
        } catch (LinkFailure e) {
            attachment.tell(new LinkState.Ended(e.getMessage()));
            throw new NetworkException("%s can't take part: %s".formatted(self, e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NetworkException(
                    "%s can't take part: interrupted while connecting to %s".formatted(self, node),
                    e);
        }
    }

    // ---- the link

    private EdgeStream connect(int attempt) throws LinkFailure, InterruptedException {
        tell(new LinkState.Connecting(attempt));
        EdgeStream fresh = EdgeStream.dial(node, linkId, nodeId, times, receiver);
        try {
            subscribeAll(fresh);
        } catch (LinkFailure | InterruptedException e) {
            use(Optional.empty(), String.valueOf(e.getMessage()));
            fresh.close();
            throw e;
        }
        tell(new LinkState.Connected(fresh.facts()));
        return fresh;
    }

    private void subscribeAll(EdgeStream fresh) throws LinkFailure, InterruptedException {
        List<Map.Entry<Name, Wanted>> all;
        synchronized (wanted) {
            use(Optional.of(fresh), "");
            all = List.copyOf(wanted.entrySet());
        }
        var answers = new ArrayList<CompletableFuture<Acknowledged>>();
        all.forEach(each -> answers.add(ask(fresh, each.getKey(), each.getValue())));
        long deadline = System.nanoTime() + times.acknowledged().toNanos();
        for (int i = 0; i < all.size(); i++) {
            Name name = all.get(i).getKey();
            Acknowledged answer = answer(fresh, name, answers.get(i), deadline - System.nanoTime());
            if (!answer.success()) {
                throw new LinkFailure(
                        "%s refuses the subscription of %s: %s"
                                .formatted(node, name, answer.error()));
            }
        }
    }

    private Acknowledged answer(
            EdgeStream from, Name name, CompletableFuture<Acknowledged> answer, long nanos)
            throws LinkFailure, InterruptedException {
        try {
            return answer.get(Math.max(nanos, 0), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new LinkFailure(unanswered(name), false, e);
        } catch (ExecutionException e) {
            throw from.awaitEnd();
        }
    }

    private String unanswered(Name name) {
        return "%s did not acknowledge the subscription of %s within %d s"
                .formatted(node, name, times.acknowledged().toSeconds());
    }

    private CompletableFuture<Acknowledged> ask(EdgeStream through, Name name, Wanted what) {
        long id;
        synchronized (wanted) {
            id = nextId();
            what.id = id;
        }
        return through.ask(SlimMessage.subscribe(self, name, id))
                .thenApply(
                        answer -> {
                            what.answered.complete(answer);
                            return answer;
                        });
    }

    /// Zero would ask for no answer.
    private long nextId() {
        long id = ids.incrementAndGet();
        return id == 0 ? ids.incrementAndGet() : id;
    }

    /// The thread of the attachment.
    private void keep(EdgeStream first) {
        try {
            LinkFailure why = first.awaitEnd();
            int attempts = 0;
            while (!isClosed() && !why.stayAway()) {
                use(Optional.empty(), why.getMessage());
                Duration pause = times.pause(attempts, RANDOM);
                // an outage of an hour is one warning
                log.atLevel(attempts == 0 ? Level.WARN : Level.DEBUG)
                        .addKeyValue("application", self)
                        .addKeyValue("again", pause)
                        .log("link lost: {}", why.getMessage());
                tell(new LinkState.Lost(why.getMessage(), pause));
                if (closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    break;
                }
                attempts++;
                try {
                    EdgeStream next = connect(attempts);
                    attempts = 0;
                    why = next.awaitEnd();
                } catch (LinkFailure failed) {
                    why = failed;
                } catch (RuntimeException mistake) {
                    log.atError().setCause(mistake).log("dialling {} failed", node);
                    why = new LinkFailure("dialling %s failed: %s".formatted(node, mistake));
                }
            }
            use(Optional.empty(), why.getMessage());
            tell(new LinkState.Ended(isClosed() ? "" : why.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// If we left while a link was being built, nobody else would close it.
    private void use(Optional<EdgeStream> now, String why) {
        synchronized (wanted) {
            link = now;
            failure = why;
        }
        if (isClosed()) {
            now.ifPresent(EdgeStream::close);
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    private void tell(LinkState state) {
        try {
            listener.changed(self, state);
        } catch (RuntimeException broken) {
            log.atError().setCause(broken).log("a listener failed on {}", state);
        }
    }

    // ---- what the application wants

    @Override
    public void subscribe(Name name) {
        Wanted what;
        Optional<EdgeStream> through;
        boolean fresh;
        synchronized (wanted) {
            fresh = !wanted.containsKey(name);
            what = wanted.computeIfAbsent(name, _ -> new Wanted());
            through = link;
        }
        if (fresh && through.isPresent()) {
            // if the link ends before, the next one asks again
            var _ = ask(through.get(), name, what);
        }
        try {
            Acknowledged answer =
                    what.answered.get(times.acknowledged().toMillis(), TimeUnit.MILLISECONDS);
            if (!answer.success()) {
                forget(name);
                throw new NetworkException(
                        "%s can't be subscribed: %s refuses it: %s"
                                .formatted(name, node, answer.error()));
            }
        } catch (TimeoutException e) {
            forget(name);
            String why = failure();
            throw new NetworkException(
                    "%s can't be subscribed: %s"
                            .formatted(name, why.isEmpty() ? unanswered(name) : why),
                    e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("an answer is no failure", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            forget(name);
            throw new NetworkException("%s can't be subscribed: interrupted".formatted(name), e);
        }
    }

    private String failure() {
        synchronized (wanted) {
            return failure;
        }
    }

    private void forget(Name name) {
        synchronized (wanted) {
            Wanted what = wanted.remove(name);
            if (what != null) {
                link.ifPresent(now -> now.forget(what.id));
            }
        }
    }

    @Override
    public void unsubscribe(Name name) {
        Wanted what;
        Optional<EdgeStream> through;
        synchronized (wanted) {
            what = wanted.remove(name);
            through = link;
        }
        if (what != null) {
            through.ifPresent(now -> now.send(SlimMessage.unsubscribe(self, name, what.id)));
        }
    }

    @Override
    public boolean send(SlimMessage message) {
        Optional<EdgeStream> through;
        synchronized (wanted) {
            through = link;
        }
        through.ifPresent(now -> now.send(message));
        return false;
    }

    @Override
    public void close() {
        Optional<EdgeStream> through;
        closed.countDown();
        synchronized (wanted) {
            through = link;
        }
        through.ifPresent(EdgeStream::close);
    }
}
