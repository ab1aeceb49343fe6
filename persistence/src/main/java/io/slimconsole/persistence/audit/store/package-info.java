/// The tables of the audit log, in `audit.mv.db`.
///
/// Start with [AuditStore]: all statements are in this package. One thread writes, any may read.
@NullMarked
package io.slimconsole.persistence.audit.store;

import org.jspecify.annotations.NullMarked;
