/// What makes the log tamper-evident: its keys, the chain of MACs, the signatures of segments, the newest seal.
///
/// Start with [AuditKeys]. Knows no tables and no entries: it works on bytes and numbers.
@NullMarked
package io.slimconsole.persistence.audit.seal;

import org.jspecify.annotations.NullMarked;
