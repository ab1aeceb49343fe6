package io.slimconsole.session.delivery;

import io.slimconsole.node.name.Name;
import io.slimconsole.session.wire.SessionMessage;

/// What is to be done, in the order in which it is said.
public sealed interface DeliveryOutput {
    /// Send this to its destination, encrypted if it is data or an answer to a request for it and the session uses MLS.
    record Send(SessionMessage message) implements DeliveryOutput {}

    /// The application gets this, whose body is data.
    record Deliver(SessionMessage message) implements DeliveryOutput {}

    /// The application is told that there were messages which it will not get, at their place in the order.
    ///
    /// @param first id of the lost ones, which follow one another
    /// @param count at least 1
    record Lost(Name source, int first, int count, Loss reason) implements DeliveryOutput {}

    enum Loss {
        /// Its sender does not have it any more.
        FORGOTTEN,
        /// Its sender did not answer, however often it was asked.
        NO_ANSWER,
        /// Its sender has gone on so far that it keeps it no longer.
        OVERTAKEN,
        /// It arrived after later ones of a sender that we had not heard of before. The one loss out of its place: which
        /// place that was, showed too late.
        BEFORE_START,
        /// Its sender, or the session, came to an end before it arrived.
        ENDED
    }

    /// The publication is through. Each one gets exactly one outcome.
    record Resolved(long ticket, PublishOutcome outcome) implements DeliveryOutput {}

    /// A member acknowledged nothing, however often it was sent. It counts as offline from here on, until it is
    /// [DeliveryInput.MemberOnline] again.
    record Unreachable(Name member) implements DeliveryOutput {}

    /// A message changed nothing: for counters and for the log.
    record Ignored(Cause cause) implements DeliveryOutput {}

    enum Cause {
        /// We have it already; it is acknowledged again.
        DUPLICATE,
        /// An answer to something that we did not ask, or that was answered.
        NOT_AWAITED,
        /// Its id is none that data for all can have.
        MALFORMED,
        /// A request by somebody who is not in the session.
        STRANGER,
        /// Data by somebody who is not in the session, when enough of them are heard already.
        TOO_MANY_STRANGERS,
        /// From somebody who was removed.
        REMOVED,
        /// It would have to wait for one before it, and too much is waiting; its sender will send it again.
        FULL,
        /// Our application takes no messages.
        SEND_ONLY,
        ENDING,
        ENDED
    }

    /// Every publication is resolved, and nothing follows but refusals. Said once.
    record Ended() implements DeliveryOutput {}
}
