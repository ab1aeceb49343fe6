package io.slimconsole.session.wire;

import com.google.protobuf.ByteString;

import io.slimconsole.node.name.Name;

import java.util.List;
import java.util.Optional;

/// What a message of a session says. Commands are signed; the first four are not.
///
/// @see "session.md 2"
public sealed interface Body {
    /// Its number on the wire.
    int type();

    /// Whether the header is signed.
    default boolean isCommand() {
        return type() > RtxReply.TYPE;
    }

    /// Something for the application.
    ///
    /// @param blob encrypted where the session uses MLS
    record Data(String payloadType, ByteString blob) implements Body {
        @Override
        public int type() {
            return 1;
        }
    }

    /// The data message with this id has arrived.
    record DataAck() implements Body {
        @Override
        public int type() {
            return 2;
        }
    }

    /// Asks for the data message with this id once more.
    record RtxRequest() implements Body {
        @Override
        public int type() {
            return 3;
        }
    }

    /// The data message that was asked for.
    ///
    /// @param lost whether its sender does not have it any more
    record RtxReply(String payloadType, ByteString blob, boolean lost) implements Body {
        static final int TYPE = 4;

        @Override
        public int type() {
            return TYPE;
        }
    }

    /// Who is there under this name?
    record DiscoveryRequest() implements Body {
        @Override
        public int type() {
            return 5;
        }
    }

    /// I am.
    record DiscoveryReply() implements Body {
        @Override
        public int type() {
            return 6;
        }
    }

    /// Come into this session.
    ///
    /// @param timers empty for a session whose data is not acknowledged
    /// @param channels of a group; empty for point-to-point
    /// @param mls empty for a session without
    record JoinRequest(Optional<Timers> timers, Optional<Channels> channels, Optional<Mls> mls)
            implements Body {
        @Override
        public int type() {
            return 7;
        }
    }

    /// @param interval between two attempts, in milliseconds, unsigned
    /// @param retries after the first attempt, unsigned
    record Timers(int interval, int retries) {}

    /// Two names that differ in their ids alone.
    record Channels(Name data, Name control) {}

    /// @param validationPercent of the messages, for how many the header is compared with what was encrypted
    record Mls(int validationPercent) {}

    /// @param keyPackage with which we may be added; empty in a session without MLS
    record JoinReply(Optional<ByteString> keyPackage, Participant participant) implements Body {
        @Override
        public int type() {
            return 8;
        }
    }

    /// From the moderator: you are out. From a member, with metadata that says so: I go.
    record LeaveRequest() implements Body {
        @Override
        public int type() {
            return 9;
        }
    }

    record LeaveReply() implements Body {
        @Override
        public int type() {
            return 10;
        }
    }

    /// How a group has changed.
    ///
    /// @param participants the whole roster
    record GroupUpdate(
            Operation operation,
            Participant participant,
            List<Participant> participants,
            Optional<MlsContent> mls)
            implements Body {
        public GroupUpdate {
            participants = List.copyOf(participants);
        }

        @Override
        public int type() {
            return 11;
        }
    }

    enum Operation {
        ADD,
        REMOVE,
        REJOIN
    }

    /// @param commitId counts the commits of a moderator, from 1 on; unsigned
    /// @param content an MLSMessage
    record MlsContent(int commitId, ByteString content) {}

    /// @param participants the whole roster
    record GroupWelcome(List<Participant> participants, Optional<MlsContent> mls) implements Body {
        public GroupWelcome {
            participants = List.copyOf(participants);
        }

        @Override
        public int type() {
            return 12;
        }
    }

    record GroupClose(List<Name> participants) implements Body {
        public GroupClose {
            participants = List.copyOf(participants);
        }

        @Override
        public int type() {
            return 13;
        }
    }

    record GroupAck() implements Body {
        @Override
        public int type() {
            return 15;
        }
    }

    record GroupNack() implements Body {
        @Override
        public int type() {
            return 16;
        }
    }

    /// @param epoch that the sender is in; all bits set in a session without MLS
    record Heartbeat(long epoch) implements Body {
        public static final long NO_EPOCH = -1;

        @Override
        public int type() {
            return 17;
        }
    }

    /// A member goes offline, or comes online again.
    ///
    /// @param epoch that it is in; 0 in a session without MLS
    record ParticipantState(Name participant, boolean online, long epoch) implements Body {
        @Override
        public int type() {
            return 18;
        }
    }

    /// A member that has missed an epoch asks to be added anew.
    record RejoinRequest(Name participant, ByteString keyPackage) implements Body {
        @Override
        public int type() {
            return 19;
        }
    }

    /// @param welcome with the id of the commit that it belongs to
    record RejoinReply(MlsContent welcome) implements Body {
        @Override
        public int type() {
            return 20;
        }
    }
}
