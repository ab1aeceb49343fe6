package io.slimconsole.node.feed;

import io.slimconsole.node.DropReason;

import java.util.Optional;

/// What became of one message; or, with [DropReason#RECEIVER_GONE], of messages that were recorded as delivered before
/// and never left, since their receiver ended first.
///
/// One object stands for all records, one after the other: what it says is valid until the sink returns.
public interface MessageRecord {
    /// Which start of a node this was, see [MessageFeed#run].
    int run();

    /// When it was read, in microseconds since the epoch.
    long timeIn();

    /// When it was handed to the connections that it left by, in microseconds since the epoch. Of a message that was
    /// dropped, when the node was through with it.
    long timeOut();

    /// As the message has it: of one whose header MAC is missing or invalid, anyone may have written it.
    RecordedName source();

    /// As the message has it, see [#source].
    RecordedName destination();

    /// As on the wire; zero where there is none. Of the session type, the other ids and the message type alike.
    ///
    /// @see "data-plane.md 1.3"
    int sessionType();

    int messageType();

    /// Unsigned.
    int sessionId();

    /// Unsigned.
    int messageId();

    /// Of the whole message as it came in; for RECEIVER_GONE, of all of them as they would have left.
    int bytes();

    /// The id of the connection that it came by; zero for RECEIVER_GONE, where it may be several.
    long from();

    /// How many connections it left by.
    ///
    /// @return zero for what was dropped, 1 for RECEIVER_GONE
    int receivers();

    /// The id of a connection that it left by; for RECEIVER_GONE, of the one that is gone.
    ///
    /// @param index from 0, less than [#receivers]
    long receiver(int index);

    /// Why it was not delivered; empty if it was.
    Optional<DropReason> dropped();

    /// How many messages this is about: 1, but for RECEIVER_GONE.
    int messages();

    /// How many messages like it this one stands for: 1, but for data at [FeedLevel.Sampled].
    int sampled();
}
