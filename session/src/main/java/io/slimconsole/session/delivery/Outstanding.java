package io.slimconsole.session.delivery;

import io.slimconsole.node.name.EncodedName;
import io.slimconsole.node.name.Name;
import io.slimconsole.session.wire.SessionMessage;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// A message on its way, and who has answered.
final class Outstanding {
    private final long ticket;
    private final SessionMessage message;
    private final SequencedMap<EncodedName, Name> members;
    private final Map<EncodedName, Receipt> receipts = new HashMap<>();

    /// @param members that it was sent for, at least one; never changed
    Outstanding(long ticket, SessionMessage message, SequencedMap<EncodedName, Name> members) {
        this.ticket = ticket;
        this.message = message;
        this.members = members;
    }

    long ticket() {
        return ticket;
    }

    SessionMessage message() {
        return message;
    }

    boolean awaits(EncodedName member) {
        return members.containsKey(member) && !receipts.containsKey(member);
    }

    /// The members that have yet to answer.
    List<Name> awaited() {
        return members.entrySet().stream()
                .filter(each -> awaits(each.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    /// The message once more, for each member that has yet to answer.
    List<SessionMessage> repetitions() {
        return awaited().stream().map(message::to).toList();
    }

    void settle(EncodedName member, Receipt receipt) {
        receipts.putIfAbsent(member, receipt);
    }

    boolean isSettled() {
        return receipts.size() == members.size();
    }

    PublishOutcome outcome() {
        var all = new LinkedHashMap<Name, Receipt>();
        members.forEach((key, name) -> all.put(name, receipts.getOrDefault(key, Receipt.UNKNOWN)));
        return new PublishOutcome.Answered(message.id(), all);
    }
}
