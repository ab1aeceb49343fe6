package io.slimconsole.ui.audit;

import io.slimconsole.persistence.audit.AuditEntry;
import io.slimconsole.persistence.audit.AuditLog;
import io.slimconsole.persistence.audit.AuditRules;
import io.slimconsole.persistence.audit.AuditStatus;
import io.slimconsole.persistence.audit.Trail;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.table.LiveColumn;

import org.kordamp.ikonli.Ikon;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/// What the two trails of the log differ in, for a screen that shows either.
///
/// @param id of the screen
/// @param texts the words of the screen
/// @param trail of the log
/// @param status of the trail
/// @param off whether nothing is recorded
/// @param language what can be typed into the filter
/// @param failures what is typed to see only what failed
/// @param columns of its table, in their first order
/// @param json what is copied of an entry
record TrailKind<E extends AuditEntry, F>(
        String id,
        Ikon icon,
        Texts texts,
        Function<AuditLog, Trail<E, F>> trail,
        Function<AuditStatus, AuditStatus.TrailStatus> status,
        Predicate<AuditRules> off,
        Query.Language<F> language,
        String failures,
        List<? extends LiveColumn<E>> columns,
        Function<E, Map<String, Object>> json) {}
