package io.slimconsole.session.wire;

import com.google.protobuf.ByteString;

import io.slimconsole.node.name.Name;
import io.slimconsole.node.name.NameFormatException;
import io.slimconsole.node.wire.MessageKind;
import io.slimconsole.node.wire.SlimMessage;
import io.slimconsole.node.wire.WireNames;
import io.slimconsole.node.wire.proto.ApplicationPayload;
import io.slimconsole.node.wire.proto.CommandPayload;
import io.slimconsole.node.wire.proto.Content;
import io.slimconsole.node.wire.proto.DiscoveryReplyPayload;
import io.slimconsole.node.wire.proto.DiscoveryRequestPayload;
import io.slimconsole.node.wire.proto.GroupAckPayload;
import io.slimconsole.node.wire.proto.GroupClosePayload;
import io.slimconsole.node.wire.proto.GroupNackPayload;
import io.slimconsole.node.wire.proto.GroupUpdateOp;
import io.slimconsole.node.wire.proto.GroupUpdatePayload;
import io.slimconsole.node.wire.proto.GroupWelcomePayload;
import io.slimconsole.node.wire.proto.HeaderIntegrityAad;
import io.slimconsole.node.wire.proto.HeartbeatPayload;
import io.slimconsole.node.wire.proto.JoinReplyPayload;
import io.slimconsole.node.wire.proto.JoinRequestPayload;
import io.slimconsole.node.wire.proto.LeaveReplyPayload;
import io.slimconsole.node.wire.proto.LeaveRequestPayload;
import io.slimconsole.node.wire.proto.MlsPayload;
import io.slimconsole.node.wire.proto.MlsSettings;
import io.slimconsole.node.wire.proto.ParticipantSettings;
import io.slimconsole.node.wire.proto.ParticipantState;
import io.slimconsole.node.wire.proto.Publish;
import io.slimconsole.node.wire.proto.RejoinReplyPayload;
import io.slimconsole.node.wire.proto.RejoinRequestPayload;
import io.slimconsole.node.wire.proto.SLIMHeader;
import io.slimconsole.node.wire.proto.SessionHeader;
import io.slimconsole.node.wire.proto.SessionMessageType;
import io.slimconsole.node.wire.proto.SessionType;
import io.slimconsole.node.wire.proto.TimerSettings;
import io.slimconsole.node.wire.proto.UpdateParticipantStatePayload;

import java.util.List;
import java.util.Optional;

/// Between values and the wire.
///
/// @see "session.md 2, 4.9"
public final class SessionCodec {
    private static final int AAD_VERSION = 1;
    private static final String SLIM_VERSION = "1.0.0";

    /// Members that a roster may have: more than an MLS group of ours.
    public static final int MOST_PARTICIPANTS = 5_000;

    /// Entries of metadata that a message may have.
    public static final int MOST_METADATA = 1_000;

    /// Characters that each part of a name may have.
    public static final int LONGEST_PART = 1_000;

    private SessionCodec() {}

    /// @param token the sender's identity
    /// @param signature of a command's header
    public static SlimMessage encode(
            SessionMessage message, String token, Optional<ByteString> signature) {
        SLIMHeader.Builder header =
                SLIMHeader.newBuilder()
                        .setSource(WireNames.toWire(message.source()))
                        .setDestination(WireNames.toWire(message.destination()))
                        .setIdentity(token)
                        .setFanout(message.toAll() ? SlimMessage.FANOUT_ALL : 1)
                        .setVersion(SLIM_VERSION)
                        .setTtl(SlimMessage.DEFAULT_TTL);
        signature.ifPresent(header::setE2EHeaderSig);
        if (message.body() instanceof Body.RtxReply reply && reply.lost()) {
            header.setError(true);
        }
        return SlimMessage.publish(
                Publish.newBuilder()
                        .setHeader(header)
                        .setSession(
                                SessionHeader.newBuilder()
                                        .setSessionTypeValue(message.kind().number())
                                        .setSessionMessageTypeValue(message.body().type())
                                        .setSessionId(message.session())
                                        .setMessageId(message.id()))
                        .setMsg(content(message.body()))
                        .build(),
                message.metadata());
    }

    /// What is signed of a command's header, and goes along with what is encrypted. The same bytes on both sides.
    ///
    /// @see "session.md 4.9, 4.10"
    public static byte[] headerAad(SessionMessage message, String token) {
        String payloadType =
                switch (message.body()) {
                    case Body.Data data -> data.payloadType();
                    case Body.RtxReply reply -> reply.payloadType();
                    default -> "";
                };
        return HeaderIntegrityAad.newBuilder()
                .setVersion(AAD_VERSION)
                .setSource(WireNames.toWire(message.source()))
                .setDestination(WireNames.toWire(message.destination()))
                .setIdentity(token)
                .setSessionTypeValue(message.kind().number())
                .setSessionMessageTypeValue(message.body().type())
                .setSessionId(message.session())
                .setMessageId(message.id())
                .setPayloadType(payloadType)
                .build()
                .toByteArray();
    }

    private static Content content(Body body) {
        return switch (body) {
            case Body.Data(String type, ByteString blob) -> payload(type, blob);
            case Body.RtxReply(String type, ByteString blob, boolean _) -> payload(type, blob);
            case Body.DataAck _, Body.RtxRequest _ -> payload("", ByteString.EMPTY);
            default -> Content.newBuilder().setCommandPayload(command(body)).build();
        };
    }

    private static Content payload(String type, ByteString blob) {
        return Content.newBuilder()
                .setAppPayload(ApplicationPayload.newBuilder().setPayloadType(type).setBlob(blob))
                .build();
    }

    private static CommandPayload command(Body body) {
        CommandPayload.Builder to = CommandPayload.newBuilder();
        switch (body) {
            case Body.DiscoveryRequest _ ->
                    to.setDiscoveryRequest(DiscoveryRequestPayload.getDefaultInstance());
            case Body.DiscoveryReply _ ->
                    to.setDiscoveryReply(DiscoveryReplyPayload.getDefaultInstance());
            case Body.JoinRequest join -> to.setJoinRequest(joinRequest(join));
            case Body.JoinReply(var keyPackage, var participant) -> {
                var reply = JoinReplyPayload.newBuilder().setParticipant(participant(participant));
                keyPackage.ifPresent(reply::setKeyPackage);
                to.setJoinReply(reply);
            }
            case Body.LeaveRequest _ ->
                    to.setLeaveRequest(LeaveRequestPayload.getDefaultInstance());
            case Body.LeaveReply _ -> to.setLeaveReply(LeaveReplyPayload.getDefaultInstance());
            case Body.GroupUpdate(var operation, var participant, var participants, var mls) -> {
                var update =
                        GroupUpdatePayload.newBuilder()
                                .setOp(operation(operation))
                                .setParticipant(participant(participant))
                                .addAllParticipants(participants(participants));
                mls.ifPresent(given -> update.setMls(mls(given)));
                to.setGroupUpdate(update);
            }
            case Body.GroupWelcome(var participants, var mls) -> {
                var welcome =
                        GroupWelcomePayload.newBuilder()
                                .addAllParticipants(participants(participants));
                mls.ifPresent(given -> welcome.setMls(mls(given)));
                to.setGroupWelcome(welcome);
            }
            case Body.GroupClose(var participants) ->
                    to.setGroupClose(
                            GroupClosePayload.newBuilder()
                                    .addAllParticipants(
                                            participants.stream().map(WireNames::toWire).toList()));
            case Body.GroupAck _ -> to.setGroupAck(GroupAckPayload.getDefaultInstance());
            case Body.GroupNack _ -> to.setGroupNack(GroupNackPayload.getDefaultInstance());
            case Body.Heartbeat(long epoch) ->
                    to.setHeartbeat(HeartbeatPayload.newBuilder().setEpoch(epoch));
            case Body.ParticipantState(Name participant, boolean online, long epoch) ->
                    to.setUpdateParticipantState(
                            UpdateParticipantStatePayload.newBuilder()
                                    .setParticipant(WireNames.toWire(participant))
                                    .setNewState(state(online))
                                    .setEpoch(epoch));
            case Body.RejoinRequest(Name participant, ByteString keyPackage) ->
                    to.setRejoinRequest(
                            RejoinRequestPayload.newBuilder()
                                    .setParticipant(WireNames.toWire(participant))
                                    .setKeyPackage(keyPackage));
            case Body.RejoinReply(Body.MlsContent(int commitId, ByteString welcome)) ->
                    to.setRejoinReply(
                            RejoinReplyPayload.newBuilder()
                                    .setCommitId(commitId)
                                    .setMlsContent(welcome));
            case Body.Data _, Body.DataAck _, Body.RtxRequest _, Body.RtxReply _ ->
                    throw new IllegalArgumentException("no command: " + body);
        }
        return to.build();
    }

    private static JoinRequestPayload.Builder joinRequest(Body.JoinRequest join) {
        var request = JoinRequestPayload.newBuilder();
        join.timers()
                .ifPresent(
                        timers ->
                                request.setTimerSettings(
                                        TimerSettings.newBuilder()
                                                .setTimeout(timers.interval())
                                                .setMaxRetries(timers.retries())));
        join.channels()
                .ifPresent(
                        channels ->
                                request.setChannel(WireNames.toWire(channels.data()))
                                        .setControl(WireNames.toWire(channels.control())));
        join.mls()
                .ifPresent(
                        mls ->
                                request.setMlsSettings(
                                        MlsSettings.newBuilder()
                                                .setHeaderIntegrityValidationPercent(
                                                        mls.validationPercent())));
        return request;
    }

    private static List<io.slimconsole.node.wire.proto.Participant> participants(
            List<Participant> participants) {
        return participants.stream().map(SessionCodec::participant).toList();
    }

    private static io.slimconsole.node.wire.proto.Participant participant(Participant member) {
        return io.slimconsole.node.wire.proto.Participant.newBuilder()
                .setName(WireNames.toWire(member.name()))
                .setSettings(
                        ParticipantSettings.newBuilder()
                                .setSendsData(member.sends())
                                .setReceivesData(member.receives()))
                .setStatus(state(member.online()))
                .build();
    }

    private static ParticipantState state(boolean online) {
        return online ? ParticipantState.ONLINE : ParticipantState.OFFLINE;
    }

    private static GroupUpdateOp operation(Body.Operation operation) {
        return switch (operation) {
            case ADD -> GroupUpdateOp.ADD;
            case REMOVE -> GroupUpdateOp.REMOVE;
            case REJOIN -> GroupUpdateOp.REJOIN;
        };
    }

    private static MlsPayload mls(Body.MlsContent mls) {
        return MlsPayload.newBuilder()
                .setCommitId(mls.commitId())
                .setMlsContent(mls.content())
                .build();
    }

    // ---- from the wire

    /// Takes time and memory in proportion to the message.
    ///
    /// @return empty for what is no message of a session, lacks what such a message has to have, or has more of it than is kept
    public static Optional<Arrived> decode(SlimMessage message) {
        if (message.kind() != MessageKind.PUBLISH || message.metadata().size() > MOST_METADATA) {
            return Optional.empty();
        }
        Publish publish = message.publish();
        Optional<SessionKind> kind = kind(publish.getSession().getSessionType());
        Optional<Body> body = body(publish);
        if (kind.isEmpty()
                || body.isEmpty()
                || message.sourceName().filter(SessionCodec::isShort).isEmpty()
                || message.destinationName().filter(SessionCodec::isShort).isEmpty()) {
            return Optional.empty();
        }
        SLIMHeader header = publish.getHeader();
        return Optional.of(
                new Arrived(
                        new SessionMessage(
                                message.sourceName().get(),
                                message.destinationName().get(),
                                header.getFanout() != 1,
                                kind.get(),
                                publish.getSession().getSessionId(),
                                publish.getSession().getMessageId(),
                                message.metadata(),
                                body.get()),
                        header.getIdentity(),
                        header.hasE2EHeaderSig()
                                ? Optional.of(header.getE2EHeaderSig())
                                : Optional.empty()));
    }

    private static Optional<SessionKind> kind(SessionType type) {
        return switch (type) {
            case SESSION_TYPE_POINT_TO_POINT -> Optional.of(SessionKind.POINT_TO_POINT);
            case SESSION_TYPE_MULTICAST -> Optional.of(SessionKind.GROUP);
            case SESSION_TYPE_UNSPECIFIED, UNRECOGNIZED -> Optional.empty();
        };
    }

    private static Optional<Body> body(Publish publish) {
        Content content = publish.getMsg();
        SessionMessageType type = publish.getSession().getSessionMessageType();
        try {
            return content.hasCommandPayload()
                    ? command(type, content.getCommandPayload())
                    : payload(type, content.getAppPayload(), publish.getHeader().hasError());
        } catch (NameFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Body> payload(
            SessionMessageType type, ApplicationPayload payload, boolean error) {
        return switch (type) {
            case SESSION_MESSAGE_TYPE_MSG ->
                    Optional.of(new Body.Data(payload.getPayloadType(), payload.getBlob()));
            case SESSION_MESSAGE_TYPE_MSG_ACK -> Optional.of(new Body.DataAck());
            case SESSION_MESSAGE_TYPE_RTX_REQUEST -> Optional.of(new Body.RtxRequest());
            case SESSION_MESSAGE_TYPE_RTX_REPLY ->
                    Optional.of(
                            new Body.RtxReply(payload.getPayloadType(), payload.getBlob(), error));
            default -> Optional.empty();
        };
    }

    /// The type in the header and the payload have to be the same one.
    private static Optional<Body> command(SessionMessageType type, CommandPayload from) {
        Optional<Body> body =
                switch (from.getCommandPayloadTypeCase()) {
                    case DISCOVERY_REQUEST -> Optional.of(new Body.DiscoveryRequest());
                    case DISCOVERY_REPLY -> Optional.of(new Body.DiscoveryReply());
                    case JOIN_REQUEST -> joinRequest(from.getJoinRequest());
                    case JOIN_REPLY -> joinReply(from.getJoinReply());
                    case LEAVE_REQUEST -> Optional.of(new Body.LeaveRequest());
                    case LEAVE_REPLY -> Optional.of(new Body.LeaveReply());
                    case GROUP_UPDATE -> groupUpdate(from.getGroupUpdate());
                    case GROUP_WELCOME ->
                            readParticipants(from.getGroupWelcome().getParticipantsList())
                                    .map(
                                            all ->
                                                    new Body.GroupWelcome(
                                                            all,
                                                            from.getGroupWelcome().hasMls()
                                                                    ? Optional.of(
                                                                            readMls(
                                                                                    from.getGroupWelcome()
                                                                                            .getMls()))
                                                                    : Optional.empty()));
                    case GROUP_CLOSE -> groupClose(from.getGroupClose());
                    case GROUP_ACK -> Optional.of(new Body.GroupAck());
                    case GROUP_NACK -> Optional.of(new Body.GroupNack());
                    case HEARTBEAT ->
                            Optional.of(new Body.Heartbeat(from.getHeartbeat().getEpoch()));
                    case UPDATE_PARTICIPANT_STATE -> participantState(from);
                    case REJOIN_REQUEST ->
                            Optional.of(
                                    new Body.RejoinRequest(
                                            readName(from.getRejoinRequest().getParticipant()),
                                            from.getRejoinRequest().getKeyPackage()));
                    case REJOIN_REPLY ->
                            Optional.of(
                                    new Body.RejoinReply(
                                            new Body.MlsContent(
                                                    from.getRejoinReply().getCommitId(),
                                                    from.getRejoinReply().getMlsContent())));
                    case GROUP_PROPOSAL, COMMANDPAYLOADTYPE_NOT_SET -> Optional.empty();
                };
        return body.filter(read -> read.type() == type.getNumber());
    }

    private static Optional<Body> groupClose(GroupClosePayload from) {
        return from.getParticipantsCount() > MOST_PARTICIPANTS
                ? Optional.empty()
                : Optional.of(
                        new Body.GroupClose(
                                from.getParticipantsList().stream()
                                        .map(SessionCodec::readName)
                                        .toList()));
    }

    private static Optional<Body> joinRequest(JoinRequestPayload from) {
        if (from.hasChannel() != from.hasControl()) {
            return Optional.empty();
        }
        return Optional.of(
                new Body.JoinRequest(
                        from.hasTimerSettings()
                                ? Optional.of(
                                        new Body.Timers(
                                                from.getTimerSettings().getTimeout(),
                                                from.getTimerSettings().getMaxRetries()))
                                : Optional.empty(),
                        from.hasChannel()
                                ? Optional.of(
                                        new Body.Channels(
                                                readName(from.getChannel()),
                                                readName(from.getControl())))
                                : Optional.empty(),
                        from.hasMlsSettings()
                                ? Optional.of(
                                        new Body.Mls(
                                                from.getMlsSettings()
                                                        .getHeaderIntegrityValidationPercent()))
                                : Optional.empty()));
    }

    private static Optional<Body> joinReply(JoinReplyPayload from) {
        return readParticipant(from.getParticipant())
                .map(
                        participant ->
                                new Body.JoinReply(
                                        from.hasKeyPackage()
                                                ? Optional.of(from.getKeyPackage())
                                                : Optional.empty(),
                                        participant));
    }

    private static Optional<Body> groupUpdate(GroupUpdatePayload from) {
        Optional<Participant> changed = readParticipant(from.getParticipant());
        Optional<List<Participant>> all = readParticipants(from.getParticipantsList());
        Optional<Body.Operation> operation =
                switch (from.getOp()) {
                    case ADD -> Optional.of(Body.Operation.ADD);
                    case REMOVE -> Optional.of(Body.Operation.REMOVE);
                    case REJOIN -> Optional.of(Body.Operation.REJOIN);
                    case UNRECOGNIZED -> Optional.empty();
                };
        if (changed.isEmpty() || all.isEmpty() || operation.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Body.GroupUpdate(
                        operation.get(),
                        changed.get(),
                        all.get(),
                        from.hasMls() ? Optional.of(readMls(from.getMls())) : Optional.empty()));
    }

    private static Optional<Body> participantState(CommandPayload from) {
        var update = from.getUpdateParticipantState();
        return switch (update.getNewState()) {
            case ONLINE, OFFLINE ->
                    Optional.of(
                            new Body.ParticipantState(
                                    readName(update.getParticipant()),
                                    update.getNewState() == ParticipantState.ONLINE,
                                    update.getEpoch()));
            case UNRECOGNIZED -> Optional.empty();
        };
    }

    private static Optional<List<Participant>> readParticipants(
            List<io.slimconsole.node.wire.proto.Participant> from) {
        if (from.size() > MOST_PARTICIPANTS) {
            return Optional.empty();
        }
        List<Participant> all =
                from.stream().flatMap(each -> readParticipant(each).stream()).toList();
        return all.size() == from.size() ? Optional.of(all) : Optional.empty();
    }

    private static Optional<Participant> readParticipant(
            io.slimconsole.node.wire.proto.Participant from) {
        if (!from.hasName() || !from.hasSettings()) {
            return Optional.empty();
        }
        return switch (from.getStatus()) {
            case ONLINE, OFFLINE ->
                    Optional.of(
                            new Participant(
                                    readName(from.getName()),
                                    from.getSettings().getSendsData(),
                                    from.getSettings().getReceivesData(),
                                    from.getStatus() == ParticipantState.ONLINE));
            case UNRECOGNIZED -> Optional.empty();
        };
    }

    private static Body.MlsContent readMls(MlsPayload from) {
        return new Body.MlsContent(from.getCommitId(), from.getMlsContent());
    }

    /// @throws NameFormatException if it has no strings, or such as are no name
    private static Name readName(io.slimconsole.node.wire.proto.Name from) {
        return WireNames.fromWire(from)
                .filter(SessionCodec::isShort)
                .orElseThrow(() -> new NameFormatException("a name without its strings"));
    }

    private static boolean isShort(Name name) {
        return name.organization().length() <= LONGEST_PART
                && name.namespace().length() <= LONGEST_PART
                && name.service().length() <= LONGEST_PART;
    }
}
