package io.slimconsole.persistence.audit;

import io.slimconsole.node.ConnectionId;
import io.slimconsole.persistence.audit.block.ActivityBlock;
import io.slimconsole.persistence.audit.block.ActivityRow;
import io.slimconsole.persistence.audit.block.DamagedBlockException;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.OptionalInt;

/// Activity.
final class ActivityReading implements Reading<ActivityBlock, ActivityEntry, ActivityFilter> {
    @Override
    public BlockKind<ActivityBlock> kind() {
        return BlockKind.ACTIVITY;
    }

    /// @throws DamagedBlockException if it is of a kind that this program doesn't know
    @Override
    public ActivityEntry entry(ActivityBlock block, int index) {
        ActivityRow row = block.row(index);
        var facts = new LinkedHashMap<String, String>();
        for (int i = 0; i + 1 < row.facts().size(); i += 2) {
            facts.put(row.facts().get(i), row.facts().get(i + 1));
        }
        return new ActivityEntry(
                block.first() + index,
                Micros.instant(row.at()),
                kind(row.kind()),
                row.actor(),
                row.subject(),
                connection(row),
                row.session() < 0 ? OptionalInt.empty() : OptionalInt.of((int) row.session()),
                row.success(),
                row.text(),
                facts);
    }

    static Optional<ConnectionRef> connection(ActivityRow row) {
        return row.run() == 0
                ? Optional.empty()
                : Optional.of(new ConnectionRef(row.run(), new ConnectionId(row.connection())));
    }

    private static ActivityKind kind(String name) {
        try {
            return ActivityKind.valueOf(name);
        } catch (IllegalArgumentException _) {
            throw new DamagedBlockException("no activity is of the kind " + name);
        }
    }

    @Override
    public boolean succeeded(ActivityBlock block, int row) {
        return block.row(row).success();
    }

    @Override
    public RowFilter<ActivityBlock> filter(ActivityFilter filter) {
        return new ActivityRows(filter);
    }

    @Override
    public String text(ActivityFilter filter) {
        return FilterText.of(filter);
    }
}
