package io.slimconsole.ui.app;

import io.slimconsole.persistence.audit.AuditLog;
import io.slimconsole.persistence.audit.AuditRules;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.CompletableFuture;

/// Tells the audit log what is to be recorded, in the order in which that is changed; the log waits for the disk, and whoever changes
/// it does not.
///
/// Belongs to the JavaFX application thread.
final class RulesInForce {
    private static final Logger LOG = LoggerFactory.getLogger(RulesInForce.class);

    private final AuditLog log;
    private AuditRules last;
    private CompletableFuture<Void> applied = CompletableFuture.completedFuture(null);

    RulesInForce(AuditLog log) {
        this.log = log;
        this.last = log.rules();
    }

    void apply(AuditRules next) {
        if (!next.equals(last)) {
            last = next;
            applied = applied.thenRunAsync(() -> tell(next), Thread::startVirtualThread);
        }
    }

    private void tell(AuditRules next) {
        try {
            log.rules(next);
        } catch (RuntimeException e) {
            LOG.error("the rules of the audit log could not be changed", e);
        }
    }
}
