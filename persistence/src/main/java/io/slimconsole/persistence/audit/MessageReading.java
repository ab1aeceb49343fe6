package io.slimconsole.persistence.audit;

import io.slimconsole.node.ConnectionId;
import io.slimconsole.node.name.NameId;
import io.slimconsole.persistence.audit.block.Flow;
import io.slimconsole.persistence.audit.block.MessageBlock;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Messages.
final class MessageReading implements Reading<MessageBlock, MessageEntry, MessageFilter> {
    @Override
    public BlockKind<MessageBlock> kind() {
        return BlockKind.MESSAGES;
    }

    @Override
    public MessageEntry entry(MessageBlock block, int row) {
        Flow flow = block.flow(block.flowOf(row));
        List<ConnectionRef> to = new ArrayList<>(flow.receivers());
        for (int i = 0; i < flow.receivers(); i++) {
            to.add(new ConnectionRef(flow.run(), new ConnectionId(flow.receiver(i))));
        }
        return new MessageEntry(
                block.first() + row,
                Micros.instant(block.at(row)),
                block.out(row) == MessageBlock.NOWHERE
                        ? Optional.empty()
                        : Optional.of(Micros.instant(block.out(row))),
                name(flow.source(), flow.sourceHigh(), flow.sourceLow()),
                name(flow.destination(), flow.destinationHigh(), flow.destinationLow()),
                flow.sessionType(),
                flow.messageType(),
                flow.sessionId(),
                block.messageId(row),
                block.bytes(row),
                new ConnectionRef(flow.run(), new ConnectionId(flow.from())),
                to,
                MessageOutcome.of(flow.outcome()),
                flow.sampled());
    }

    private static Optional<AuditName> name(String prefix, long high, long low) {
        return prefix.equals(Flow.NO_NAME)
                ? Optional.empty()
                : Optional.of(new AuditName(prefix, new NameId(high, low)));
    }

    @Override
    public boolean succeeded(MessageBlock block, int row) {
        return isDelivered(block.flow(block.flowOf(row)));
    }

    static boolean isDelivered(Flow flow) {
        return flow.outcome() == MessageOutcome.DELIVERED.code();
    }

    @Override
    public RowFilter<MessageBlock> filter(MessageFilter filter) {
        return new MessageRows(filter);
    }

    @Override
    public String text(MessageFilter filter) {
        return FilterText.of(filter);
    }
}
