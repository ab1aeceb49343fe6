package io.slimconsole.session;

import com.google.protobuf.ByteString;

import io.slimconsole.node.name.Name;
import io.slimconsole.session.delivery.Delivery;
import io.slimconsole.session.delivery.DeliveryInput;
import io.slimconsole.session.delivery.DeliveryOutput;
import io.slimconsole.session.delivery.DeliverySettings;
import io.slimconsole.session.delivery.Payload;
import io.slimconsole.session.delivery.PublishOutcome;
import io.slimconsole.session.delivery.Reliability;
import io.slimconsole.session.keys.CommandGuard;
import io.slimconsole.session.keys.GroupKeys;
import io.slimconsole.session.membership.SessionPlan;
import io.slimconsole.session.wire.Arrived;
import io.slimconsole.session.wire.Body;
import io.slimconsole.session.wire.SessionCodec;
import io.slimconsole.session.wire.SessionMessage;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// The data of one session: feeds [Delivery] with what members say and what we say to them, decrypted, and carries out what it
/// wants done, encrypted. Belongs to the session's thread.
final class SessionData {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SessionPlan plan;
    private final CommandGuard guard;
    private final Speaker speaker;
    private final Session session;
    private final Delivery delivery;
    private final Map<Long, CompletableFuture<PublishOutcome>> publishing = new HashMap<>();

    /// What data needs of the rest of its session.
    interface Session {
        /// Empty without MLS, and before the group has begun.
        Optional<GroupKeys> keys();

        /// Something is about to leave: what it took has to be stored first.
        void beforeSending();

        /// Something went to all members.
        void spoke();

        /// A member does not acknowledge anything any more.
        void unreachable(Name member);

        /// All that was under way has arrived, or was given up.
        void drained();

        void tell(SessionEvent event);
    }

    /// @param sequence the last id that our data had; 0 in a new session
    SessionData(
            SessionPlan plan, int sequence, CommandGuard guard, Speaker speaker, Session session) {
        this.plan = plan;
        this.guard = guard;
        this.speaker = speaker;
        this.session = session;
        this.delivery =
                new Delivery(
                        new DeliverySettings(
                                plan.self().name(),
                                plan.channels().map(Body.Channels::data),
                                plan.id(),
                                plan.reliable()
                                        ? Optional.of(Reliability.of(plan.timers()))
                                        : Optional.empty(),
                                plan.self().sends(),
                                plan.self().receives(),
                                sequence),
                        RANDOM);
    }

    int sequence() {
        return delivery.sequence();
    }

    Optional<Instant> deadline() {
        return delivery.nextDeadline();
    }

    /// @param input with this ticket
    void publish(
            long ticket,
            DeliveryInput input,
            CompletableFuture<PublishOutcome> outcome,
            Instant now) {
        publishing.put(ticket, outcome);
        on(input, now);
    }

    /// Data, or what belongs to it, as it came.
    void arrived(Arrived arrived, Instant now) {
        SessionMessage message = arrived.message();
        Optional<SessionMessage> opened =
                switch (message.body()) {
                    case Body.Data(String type, ByteString blob) ->
                            open(arrived, blob)
                                    .map(content -> message.with(new Body.Data(type, content)));
                    case Body.RtxReply(String type, ByteString blob, boolean lost) ->
                            open(arrived, blob)
                                    .map(content -> new Body.RtxReply(type, content, lost))
                                    .map(message::with);
                    default -> isGenuine(arrived) ? Optional.of(message) : Optional.empty();
                };
        opened.ifPresent(plain -> on(new DeliveryInput.Received(plain), now));
    }

    /// What is in a message, if it is from whom it says.
    private Optional<ByteString> open(Arrived arrived, ByteString blob) {
        if (plan.mls().isEmpty()) {
            return isGenuine(arrived) ? Optional.of(blob) : Optional.empty();
        }
        // empty for a copy, and for an epoch that we don't have: its sender repeats what matters
        return session.keys()
                .flatMap(keys -> keys.decrypt(blob).flatMap(opened -> open(arrived, keys, opened)));
    }

    private Optional<ByteString> open(Arrived arrived, GroupKeys keys, GroupKeys.Opened opened) {
        byte[] header = SessionCodec.headerAad(arrived.message(), arrived.token());
        if (!opened.authenticatedData().equals(ByteString.copyFrom(header))) {
            refused(arrived, "its header is not the one that was encrypted");
            return Optional.empty();
        }
        if (!keys.isOf(opened, arrived.message().source())) {
            refused(arrived, "somebody else has encrypted it");
            return Optional.empty();
        }
        return Optional.of(opened.content());
    }

    private boolean isGenuine(Arrived arrived) {
        Optional<String> refusal = guard.dataRefusal(arrived);
        refusal.ifPresent(why -> refused(arrived, why));
        return refusal.isEmpty();
    }

    private void refused(Arrived arrived, String why) {
        session.tell(new SessionEvent.Refused(arrived.message().source(), why));
    }

    /// One thing that happened, and what follows from it.
    void on(DeliveryInput input, Instant now) {
        for (DeliveryOutput output : delivery.on(input, now)) {
            switch (output) {
                case DeliveryOutput.Send(SessionMessage message) -> send(message);
                case DeliveryOutput.Unreachable(Name member) -> session.unreachable(member);
                case DeliveryOutput.Ended _ -> session.drained();
                default -> tell(output);
            }
        }
    }

    /// What is for this side alone.
    private void tell(DeliveryOutput output) {
        switch (output) {
            case DeliveryOutput.Deliver(SessionMessage message) -> {
                if (message.body() instanceof Body.Data(String type, ByteString blob)) {
                    session.tell(
                            new SessionEvent.Message(
                                    message.source(),
                                    new Payload(type, blob, message.metadata()),
                                    message.isDirected()));
                }
            }
            case DeliveryOutput.Lost(Name source, int first, int count, var reason) ->
                    session.tell(new SessionEvent.Lost(source, first, count, reason));
            case DeliveryOutput.Resolved(long ticket, PublishOutcome outcome) ->
                    Optional.ofNullable(publishing.remove(ticket))
                            .ifPresent(published -> published.complete(outcome));
            case DeliveryOutput.Ignored _ -> {
                // repeated, late, or for somebody else
            }
            case DeliveryOutput.Send _, DeliveryOutput.Unreachable _, DeliveryOutput.Ended _ -> {
                // nobody is told of these
            }
        }
    }

    private void send(SessionMessage message) {
        if (message.toAll()) {
            session.spoke();
        }
        speaker.data(message, this::sealed);
    }

    /// Encrypted anew each time.
    private SessionMessage sealed(SessionMessage plain, byte[] header) {
        SessionMessage message = plan.mls().isPresent() ? sealed(plain, header, keys()) : plain;
        session.beforeSending();
        return message;
    }

    private GroupKeys keys() {
        return session.keys()
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "data of an encrypted session, and no keys for it"));
    }

    private static SessionMessage sealed(SessionMessage plain, byte[] header, GroupKeys keys) {
        return switch (plain.body()) {
            case Body.Data(String type, ByteString blob) ->
                    plain.with(new Body.Data(type, keys.encrypt(blob, header)));
            case Body.RtxReply(String type, ByteString blob, boolean lost) ->
                    plain.with(new Body.RtxReply(type, keys.encrypt(blob, header), lost));
            default -> plain;
        };
    }

    /// What waits for others is let through, and whoever waits hears how far it came. Nothing is sent any more.
    void end(Instant now) {
        delivery.on(new DeliveryInput.Close(), now).forEach(this::tell);
        publishing
                .values()
                .forEach(
                        each ->
                                each.complete(
                                        new PublishOutcome.Refused(PublishOutcome.Reason.ENDED)));
        publishing.clear();
    }
}
