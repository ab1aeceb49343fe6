package io.slimconsole.ui.overview;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.node.DropReason;
import io.slimconsole.node.NodeConfig;
import io.slimconsole.node.NodeException;
import io.slimconsole.ui.kit.FakeNode;
import io.slimconsole.ui.kit.Samples;
import io.slimconsole.ui.node.NodeServiceState;
import io.slimconsole.ui.overview.Problem.Severity;
import io.slimconsole.ui.shell.Target;
import io.slimconsole.ui.tls.CertificateFacts;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class ProblemsTest {
    private static final Instant NOW = FakeNode.START;
    private static final NodeServiceState RUNNING =
            new NodeServiceState.Running(FakeNode.running());

    private static List<Problem> find(
            NodeServiceState state,
            Map<DropReason, Long> dropped,
            int congested,
            int refused,
            Optional<CertificateFacts> certificate) {
        return Problems.find(
                new Problems.Facts(
                        state,
                        Optional.of(Samples.withDrops(Samples.busyStatus(NOW), dropped)),
                        congested,
                        refused,
                        certificate,
                        NOW,
                        ZoneOffset.UTC));
    }

    private static CertificateFacts certificateUntil(Instant end) {
        return new CertificateFacts(
                "CN=node", "CN=ca", List.of("node.example"), NOW.minusSeconds(86_400), end, 1);
    }

    @Test
    void aNodeThatIsWellHasNone() {
        assertThat(
                        find(
                                RUNNING,
                                Map.of(DropReason.NO_ROUTE, 12L),
                                0,
                                0,
                                Optional.of(certificateUntil(NOW.plus(Duration.ofDays(90))))))
                .isEmpty();
    }

    @Test
    void aNodeThatDidNotStartPointsToItsSettings() {
        var state =
                new NodeServiceState.Failed(
                        NodeConfig.loopback(80),
                        new NodeException(
                                NodeException.Reason.ADDRESS_FORBIDDEN,
                                "port 80 is reserved; take one above 1023"));

        assertThat(find(state, Map.of(), 0, 0, Optional.empty()))
                .containsExactly(
                        new Problem(
                                Severity.ERROR,
                                "The node can't listen on 127.0.0.1:80",
                                "port 80 is reserved; take one above 1023",
                                Optional.of(new Target.OfSettings("node")),
                                "Open settings"));
    }

    @Test
    void slowReceiversBadMacsAndRefusalsEachPointToTheirPlace() {
        var found =
                find(
                        RUNNING,
                        Map.of(DropReason.MAC_INVALID, 2L, DropReason.MAC_MISSING, 1L),
                        2,
                        1,
                        Optional.empty());

        assertThat(found)
                .extracting(Problem::title)
                .containsExactly(
                        "2 receivers can't keep up",
                        "3 messages without a valid header MAC",
                        "1 connection refused in the last 5 minutes");
        assertThat(found)
                .extracting(p -> p.place().orElseThrow())
                .containsExactly(
                        new Target.OfTroubledConnections(),
                        new Target.OfTroubledConnections(),
                        new Target.OfClosedConnections());
    }

    @Test
    void aCertificateIsAWarningBeforeItsEndAndAnErrorAfter() {
        var soon =
                find(RUNNING, Map.of(), 0, 0, Optional.of(certificateUntil(NOW.plusSeconds(60))));
        var over =
                find(RUNNING, Map.of(), 0, 0, Optional.of(certificateUntil(NOW.minusSeconds(60))));

        assertThat(soon).extracting(Problem::severity).containsExactly(Severity.WARNING);
        assertThat(over).extracting(Problem::severity).containsExactly(Severity.ERROR);
        assertThat(over.getFirst().text()).contains("2026-11-27 09:59:00");
    }
}
