package io.slimconsole.ui.manager;

import io.slimconsole.node.name.Name;
import io.slimconsole.node.name.NameFormatException;
import io.slimconsole.session.SessionOptions;
import io.slimconsole.session.membership.Outcome;
import io.slimconsole.ui.manager.proto.AddParticipantRequest;
import io.slimconsole.ui.manager.proto.CommandResponse;
import io.slimconsole.ui.manager.proto.CreateChannelRequest;
import io.slimconsole.ui.manager.proto.DeleteChannelRequest;
import io.slimconsole.ui.manager.proto.DeleteParticipantRequest;
import io.slimconsole.ui.manager.proto.ListChannelsRequest;
import io.slimconsole.ui.manager.proto.ListChannelsResponse;
import io.slimconsole.ui.manager.proto.ListParticipantsRequest;
import io.slimconsole.ui.manager.proto.ListParticipantsResponse;
import io.slimconsole.ui.sessions.Channel;
import io.slimconsole.ui.sessions.ChannelDraft;
import io.slimconsole.ui.sessions.Channels;
import io.slimconsole.ui.sessions.Creation;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// What the channel manager answers. May be used on any thread; futures never fail.
///
/// @see "session.md 8, identity-and-control.md 6.2"
final class ManagerApi {
    private static final Logger log = LoggerFactory.getLogger(ManagerApi.class);

    /// Upstream waits that long for a channel to end, and reports success then.
    private static final long CLOSE_SECONDS = 5;

    private static final int PARTS = 3;

    private final Channels channels;

    ManagerApi(Channels channels) {
        this.channels = channels;
    }

    CompletableFuture<CommandResponse> createChannel(CreateChannelRequest request) {
        String asked = request.getChannelName();
        Optional<Name> name = parse(asked);
        if (name.isEmpty()) {
            return failed("invalid channel name: invalid name format: " + asked);
        }
        var draft =
                new ChannelDraft(
                        name.get(), SessionOptions.DEFAULT.withEncrypted(request.getMlsEnabled()));
        return channels.create(draft)
                .thenApply(
                        creation ->
                                switch (creation) {
                                    case Creation.Created _ -> SUCCESS;
                                    case Creation.Exists _ ->
                                            failure("channel %s already exists".formatted(asked));
                                    case Creation.NotPossible(String why) -> {
                                        log.atWarn()
                                                .addKeyValue("channel", asked)
                                                .log("a channel could not be made: {}", why);
                                        yield failure(
                                                "failed to create channel %s".formatted(asked));
                                    }
                                });
    }

    CompletableFuture<CommandResponse> deleteChannel(DeleteChannelRequest request) {
        String asked = request.getChannelName();
        Optional<Channel> channel = find(asked);
        if (channel.isEmpty()) {
            return notFound(asked);
        }
        return channels.close(channel.get().sessionId())
                .completeOnTimeout(new Outcome.Closed(Set.of()), CLOSE_SECONDS, TimeUnit.SECONDS)
                .thenApply(
                        outcome ->
                                switch (outcome) {
                                    case Outcome.Closed _ -> SUCCESS;
                                    case Outcome.SessionOver _ -> failure("session already closed");
                                    case Outcome other ->
                                            failure(
                                                    "failed to delete session for %s: %s"
                                                            .formatted(asked, Reasons.of(other)));
                                });
    }

    CompletableFuture<CommandResponse> addParticipant(AddParticipantRequest request) {
        String asked = request.getChannelName();
        String participant = request.getParticipantName();
        Optional<Channel> channel = find(asked);
        if (channel.isEmpty()) {
            return notFound(asked);
        }
        Optional<Name> name = parse(participant);
        if (name.isEmpty()) {
            return failed("invalid participant name: invalid name format: " + participant);
        }
        return channels.invite(channel.get().sessionId(), name.get())
                .thenApply(
                        outcome ->
                                switch (outcome) {
                                    case Outcome.Invited _ -> SUCCESS;
                                    case Outcome.SessionOver _ -> failure(notFoundText(asked));
                                    case Outcome other ->
                                            failure(
                                                    "failed to invite participant %s to channel %s: %s"
                                                            .formatted(
                                                                    participant,
                                                                    asked,
                                                                    Reasons.of(other)));
                                });
    }

    CompletableFuture<CommandResponse> deleteParticipant(DeleteParticipantRequest request) {
        String asked = request.getChannelName();
        String participant = request.getParticipantName();
        Optional<Channel> channel = find(asked);
        if (channel.isEmpty()) {
            return notFound(asked);
        }
        Optional<Name> name = parse(participant);
        if (name.isEmpty()) {
            return failed("invalid participant name: invalid name format: " + participant);
        }
        return channels.remove(channel.get().sessionId(), name.get())
                .thenApply(
                        outcome ->
                                switch (outcome) {
                                    case Outcome.Removed _ -> SUCCESS;
                                    case Outcome.SessionOver _ -> failure(notFoundText(asked));
                                    case Outcome other ->
                                            failure(
                                                    "failed to remove participant %s from channel %s: %s"
                                                            .formatted(
                                                                    participant,
                                                                    asked,
                                                                    Reasons.of(other)));
                                });
    }

    CompletableFuture<ListChannelsResponse> listChannels(ListChannelsRequest request) {
        return CompletableFuture.completedFuture(
                ListChannelsResponse.newBuilder()
                        .setSuccess(true)
                        .addAllChannelName(
                                channels.list().stream()
                                        .map(channel -> channel.name().prefix())
                                        .toList())
                        .build());
    }

    /// The manager is among them, once somebody was invited.
    CompletableFuture<ListParticipantsResponse> listParticipants(ListParticipantsRequest request) {
        String asked = request.getChannelName();
        return CompletableFuture.completedFuture(
                find(asked)
                        .map(
                                channel ->
                                        ListParticipantsResponse.newBuilder()
                                                .setSuccess(true)
                                                .addAllParticipantName(participants(channel))
                                                .build())
                        .orElseGet(
                                () ->
                                        ListParticipantsResponse.newBuilder()
                                                .setErrorMsg(notFoundText(asked))
                                                .build()));
    }

    private static List<String> participants(Channel channel) {
        return channel.phase() == Channel.Phase.NEW
                ? List.of()
                : channel.members().stream()
                        .map(member -> member.participant().name().toString())
                        .toList();
    }

    private Optional<Channel> find(String asked) {
        return channels.list().stream()
                .filter(channel -> channel.name().prefix().equals(asked))
                .findFirst();
    }

    /// Exactly three parts, none of them empty.
    private static Optional<Name> parse(String text) {
        try {
            return text.split("/", -1).length == PARTS
                    ? Optional.of(Name.parse(text))
                    : Optional.empty();
        } catch (NameFormatException _) {
            return Optional.empty();
        }
    }

    private static final CommandResponse SUCCESS =
            CommandResponse.newBuilder().setSuccess(true).build();

    private static CommandResponse failure(String why) {
        return CommandResponse.newBuilder().setErrorMsg(why).build();
    }

    private static CompletableFuture<CommandResponse> failed(String why) {
        return CompletableFuture.completedFuture(failure(why));
    }

    private static CompletableFuture<CommandResponse> notFound(String channel) {
        return failed(notFoundText(channel));
    }

    private static String notFoundText(String channel) {
        return "channel %s not found".formatted(channel);
    }
}
