package io.slimconsole.persistence.audit;

import io.slimconsole.node.DropReason;
import io.slimconsole.node.feed.MessageRecord;
import io.slimconsole.node.feed.MessageSink;
import io.slimconsole.node.feed.RecordedName;
import io.slimconsole.node.name.EncodedName;
import io.slimconsole.node.name.Name;
import io.slimconsole.persistence.audit.NameTable.Named;
import io.slimconsole.persistence.audit.block.Flow;
import io.slimconsole.persistence.audit.block.MessageBlock;

/// Takes what the node reports and appends it to the trail. Belongs to the writer's thread.
final class MessageIntake implements MessageSink {
    private final TrailWriter<MessageBlock> trail;
    private final NameTable names = new NameTable();
    private final Flow flow = new Flow();
    private boolean leavesOut;

    MessageIntake(TrailWriter<MessageBlock> trail) {
        this.trail = trail;
    }

    void use(AuditRules rules) {
        names.leaveOut(rules.leftOut());
        leavesOut = !rules.leftOut().isEmpty();
    }

    @Override
    public void name(EncodedName prefix, Name strings) {
        names.tell(prefix, strings);
    }

    @Override
    public void record(MessageRecord record) {
        RecordedName source = record.source();
        RecordedName destination = record.destination();
        boolean left = false;
        if (source.present()) {
            Named named = names.find(source.component0(), source.component1(), source.component2());
            flow.source(named.prefix(), source.idHigh(), source.idLow());
            left = leavesOut && names.isLeftOut(named, source.idHigh(), source.idLow());
        } else {
            flow.source(Flow.NO_NAME, -1, -1);
        }
        if (destination.present()) {
            Named named =
                    names.find(
                            destination.component0(),
                            destination.component1(),
                            destination.component2());
            flow.destination(named.prefix(), destination.idHigh(), destination.idLow());
            left |= leavesOut && names.isLeftOut(named, destination.idHigh(), destination.idLow());
        } else {
            flow.destination(Flow.NO_NAME, -1, -1);
        }
        if (!left) {
            append(record);
        }
    }

    private void append(MessageRecord record) {
        boolean gone = record.dropped().filter(why -> why == DropReason.RECEIVER_GONE).isPresent();
        flow.session(record.sessionType(), record.messageType(), record.sessionId());
        flow.arrived(record.run(), record.from());
        for (int i = 0; i < record.receivers(); i++) {
            flow.left(record.receiver(i));
        }
        flow.ended(outcome(record), gone ? record.messages() : record.sampled());
        trail.room()
                .append(
                        flow,
                        record.timeIn(),
                        gone || record.receivers() == 0 ? MessageBlock.NOWHERE : record.timeOut(),
                        record.messageId(),
                        record.bytes());
    }

    private static int outcome(MessageRecord record) {
        return record.dropped().map(MessageIntake::outcome).orElse(MessageOutcome.DELIVERED).code();
    }

    private static MessageOutcome outcome(DropReason why) {
        return switch (why) {
            case MAC_MISSING -> MessageOutcome.MAC_MISSING;
            case MAC_INVALID -> MessageOutcome.MAC_INVALID;
            case MALFORMED -> MessageOutcome.MALFORMED;
            case TTL_EXPIRED -> MessageOutcome.TTL_EXPIRED;
            case NO_ROUTE -> MessageOutcome.NO_ROUTE;
            case RECEIVER_GONE -> MessageOutcome.RECEIVER_GONE;
        };
    }
}
