package io.slimconsole.ui.audit;

import io.slimconsole.persistence.audit.ActivityEntry;
import io.slimconsole.persistence.audit.ActivityKind;
import io.slimconsole.persistence.audit.MessageEntry;
import io.slimconsole.persistence.audit.MessageOutcome;
import io.slimconsole.ui.table.IconCells;
import io.slimconsole.ui.table.NameLine;
import io.slimconsole.ui.table.PagedTable;

import javafx.scene.control.OverrunStyle;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/// Cells that are more than their text.
final class TrailCells {
    private TrailCells() {}

    static void paintMessages(PagedTable<MessageEntry> table) {
        table.setPainter(
                MessageColumn.OUTCOME,
                (cell, entry, text) ->
                        IconCells.paint(
                                cell,
                                iconOf(entry.outcome()),
                                text,
                                entry.outcome() == MessageOutcome.DELIVERED
                                        ? IconCells.Tone.GOOD
                                        : IconCells.Tone.TROUBLE));
        table.setPainter(
                MessageColumn.TYPE,
                (cell, _, text) -> {
                    // a request and its reply differ at the end
                    cell.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
                    cell.setText(text);
                });
        table.setPainter(MessageColumn.SOURCE, (cell, _, text) -> NameLine.paint(cell, text));
        table.setPainter(MessageColumn.DESTINATION, (cell, _, text) -> NameLine.paint(cell, text));
    }

    static void paintActivity(PagedTable<ActivityEntry> table) {
        table.setPainter(
                ActivityColumn.KIND,
                (cell, entry, text) ->
                        IconCells.paint(
                                cell,
                                iconOf(entry.kind()),
                                text,
                                entry.success() ? IconCells.Tone.QUIET : IconCells.Tone.TROUBLE));
    }

    static Ikon iconOf(MessageOutcome outcome) {
        return switch (outcome) {
            case DELIVERED -> Feather.CHECK;
            case NO_ROUTE -> Feather.SLASH;
            case RECEIVER_GONE -> Feather.LOG_OUT;
            case TTL_EXPIRED -> Feather.CLOCK;
            case MAC_MISSING, MAC_INVALID -> Feather.SHIELD_OFF;
            case MALFORMED -> Feather.ALERT_OCTAGON;
        };
    }

    static Ikon iconOf(ActivityKind kind) {
        return switch (kind) {
            case NODE_STARTED -> Feather.PLAY;
            case NODE_STOPPED -> Feather.SQUARE;
            case NODE_FAILED -> Feather.ALERT_OCTAGON;
            case CONNECTED -> Feather.LOG_IN;
            case DISCONNECTED -> Feather.LOG_OUT;
            case REFUSED, ROUTE_REFUSED -> Feather.SLASH;
            case CONGESTED -> Feather.PAUSE_CIRCLE;
            case ROUTE_ADDED -> Feather.PLUS;
            case ROUTE_REMOVED -> Feather.MINUS;
            case SESSION_CREATED, SESSION_RESUMED -> Feather.HASH;
            case INVITED -> Feather.SEND;
            case INVITE_FAILED -> Feather.X_CIRCLE;
            case JOINED -> Feather.USER_PLUS;
            case REMOVED, LEFT -> Feather.USER_MINUS;
            case PRESENCE_CHANGED -> Feather.CIRCLE;
            case EPOCH_CHANGED -> Feather.KEY;
            case SESSION_CLOSED -> Feather.X;
            case SESSION_FAILED -> Feather.ALERT_TRIANGLE;
            case CONTENT -> Feather.LOCK;
            case OPERATOR -> Feather.USER;
            case API -> Feather.TERMINAL;
            case GAP -> Feather.ALERT_TRIANGLE;
            case RETENTION -> Feather.TRASH_2;
            case RULES_CHANGED -> Feather.SLIDERS;
            case KEY_ROTATED -> Feather.REFRESH_CW;
            case VERIFIED -> Feather.CHECK_CIRCLE;
            case EXPORTED -> Feather.DOWNLOAD;
        };
    }
}
