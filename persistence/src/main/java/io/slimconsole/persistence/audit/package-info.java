/// The audit log: what passed the node, and what happened in it and was done to it.
///
/// Start with [AuditLog]. It has two trails that are kept alike and apart: [MessageEntry] per message that the node handled,
/// [ActivityEntry] for all else. Entries are appended by one writer and never changed; each trail is chained by a keyed MAC.
@NullMarked
package io.slimconsole.persistence.audit;

import org.jspecify.annotations.NullMarked;
