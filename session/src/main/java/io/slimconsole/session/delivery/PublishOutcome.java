package io.slimconsole.session.delivery;

import io.slimconsole.node.name.Name;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// How a publication ended.
public sealed interface PublishOutcome {
    /// It has left, in a session whose data is not acknowledged. Whether it arrives anywhere, nobody will say.
    ///
    /// @param id of the message, unsigned
    record Sent(int id) implements PublishOutcome {}

    /// It has left, and there is nothing more to hear about it.
    ///
    /// @param id of the message, unsigned
    /// @param receipts of all that it was sent for: who received data and was online when it left
    record Answered(int id, SequencedMap<Name, Receipt> receipts) implements PublishOutcome {
        public Answered {
            receipts = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(receipts));
        }

        public boolean isComplete() {
            return missing().isEmpty();
        }

        public List<Name> acknowledged() {
            return withReceipt(true);
        }

        /// Who has not acknowledged it.
        public List<Name> missing() {
            return withReceipt(false);
        }

        private List<Name> withReceipt(boolean acknowledged) {
            return receipts.entrySet().stream()
                    .filter(each -> (each.getValue() == Receipt.ACKNOWLEDGED) == acknowledged)
                    .map(Map.Entry::getKey)
                    .toList();
        }
    }

    /// It was not sent to anybody.
    record Refused(Reason reason) implements PublishOutcome {}

    enum Reason {
        /// So many are on their way that one more could not be sent again; see [Delivery#hasRoom].
        FULL,
        /// No node would take it; see [Payload#LARGEST].
        TOO_LARGE,
        /// It was for one who is not online in this session, or does not receive data.
        UNKNOWN_DESTINATION,
        /// Our application said that it doesn't publish.
        RECEIVE_ONLY,
        /// It waited for a first member, and none came before the session ended.
        NOBODY_CAME,
        /// We went offline in this session, or are being taken out of it.
        NOT_IN,
        /// The session ends, and only what is on its way is waited for.
        ENDING,
        ENDED
    }
}
