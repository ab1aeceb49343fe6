package io.slimconsole.ui.overview;

import io.slimconsole.node.DropReason;
import io.slimconsole.node.NodeStatus;
import io.slimconsole.ui.fx.Formats;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.node.NodeServiceState;
import io.slimconsole.ui.node.NodeServiceState.Failed;
import io.slimconsole.ui.node.NodeServiceState.Running;
import io.slimconsole.ui.overview.Problem.Severity;
import io.slimconsole.ui.shell.Target;
import io.slimconsole.ui.tls.CertificateFacts;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The rules by which the console finds what is wrong. Pure.
final class Problems {
    /// What the rules look at.
    ///
    /// @param congested connections whose receivers can't keep up
    /// @param refused connections within the last five minutes
    record Facts(
            NodeServiceState state,
            Optional<NodeStatus> status,
            int congested,
            int refused,
            Optional<CertificateFacts> certificate,
            Instant now,
            ZoneId zone) {}

    private static final Texts TEXTS = Texts.of(Problems.class);

    private Problems() {}

    /// Worst first.
    static List<Problem> find(Facts facts) {
        List<Problem> found = new ArrayList<>();
        if (facts.state() instanceof Failed(var config, var problem)) {
            found.add(
                    problem(
                            Severity.ERROR,
                            TEXTS.get("problem.failed", config.host(), config.port() + ""),
                            String.valueOf(problem.getMessage()),
                            new Target.OfSettings("node"),
                            "settings"));
        }
        if (!(facts.state() instanceof Running)) {
            return found;
        }
        facts.certificate().ifPresent(c -> checkCertificate(c, facts, found));
        if (facts.congested() > 0) {
            found.add(
                    problem(
                            Severity.WARNING,
                            TEXTS.get(
                                    "problem.congested",
                                    Formats.count(facts.congested(), "receiver", "receivers")),
                            TEXTS.get("problem.congested.text"),
                            new Target.OfTroubledConnections(),
                            "connections"));
        }
        facts.status().ifPresent(status -> checkDrops(status, found));
        if (facts.refused() > 0) {
            found.add(
                    problem(
                            Severity.WARNING,
                            TEXTS.get(
                                    "problem.refused",
                                    Formats.count(facts.refused(), "connection", "connections")),
                            TEXTS.get("problem.refused.text"),
                            new Target.OfClosedConnections(),
                            "closed"));
        }
        return found;
    }

    private static void checkCertificate(
            CertificateFacts certificate, Facts facts, List<Problem> found) {
        String until = Formats.time(certificate.notAfter(), facts.zone());
        if (certificate.isExpired(facts.now())) {
            found.add(
                    problem(
                            Severity.ERROR,
                            TEXTS.get("problem.expired"),
                            TEXTS.get("problem.expired.text", until),
                            new Target.OfSettings("tls"),
                            "settings"));
        } else if (certificate.expiresSoon(facts.now())) {
            found.add(
                    problem(
                            Severity.WARNING,
                            TEXTS.get("problem.expiring"),
                            TEXTS.get("problem.expiring.text", until),
                            new Target.OfSettings("tls"),
                            "settings"));
        }
    }

    private static void checkDrops(NodeStatus status, List<Problem> found) {
        long macs =
                status.dropped().getOrDefault(DropReason.MAC_INVALID, 0L)
                        + status.dropped().getOrDefault(DropReason.MAC_MISSING, 0L);
        if (macs > 0) {
            found.add(
                    problem(
                            Severity.WARNING,
                            TEXTS.get("problem.mac", Formats.count(macs, "message", "messages")),
                            TEXTS.get("problem.mac.text"),
                            new Target.OfTroubledConnections(),
                            "connections"));
        }
    }

    private static Problem problem(
            Severity severity, String title, String text, Target place, String link) {
        return new Problem(
                severity, title, text, Optional.of(place), TEXTS.get("problem.go." + link));
    }
}
