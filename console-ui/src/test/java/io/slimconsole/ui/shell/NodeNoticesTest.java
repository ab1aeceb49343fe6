package io.slimconsole.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.node.CloseReason;
import io.slimconsole.node.ClosedConnection;
import io.slimconsole.node.ConnectionId;
import io.slimconsole.node.ConnectionState;
import io.slimconsole.node.DropReason;
import io.slimconsole.node.NodeConfig;
import io.slimconsole.node.NodeEvent;
import io.slimconsole.node.NodeException;
import io.slimconsole.node.TlsConfig;
import io.slimconsole.tests.kit.ManualClock;
import io.slimconsole.ui.fx.Toasts;
import io.slimconsole.ui.kit.FakeNode;
import io.slimconsole.ui.kit.Samples;
import io.slimconsole.ui.kit.TestPem;
import io.slimconsole.ui.node.NodeService;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class NodeNoticesTest {
    private static final Instant START = Instant.parse("2026-11-27T10:00:00Z");

    /// What an operator reads of a notice.
    private record Line(Toasts.Kind kind, String text, int times) {}

    @TempDir private Path folder;
    private final ManualClock clock = new ManualClock(START);
    private final Notices notices = new Notices(clock.inUtc(), Runnable::run);
    private final List<Target> revealed = new ArrayList<>();
    private FakeNode node = new FakeNode();
    private NodeService nodes;
    private NodeNotices watch;

    @BeforeEach
    void watchANode() {
        nodes = new NodeService(_ -> node);
        watch = new NodeNotices(nodes, notices, revealed::add, clock.inUtc());
    }

    @AfterEach
    void close() {
        watch.close();
        nodes.close();
    }

    private void startNode() {
        nodes.start(node.config()).join();
    }

    private List<Line> lines() {
        return notices.shown().get().stream()
                .map(n -> new Line(n.kind(), n.text(), n.times()))
                .toList();
    }

    private NodeEvent.Disconnected ended(CloseReason reason, String detail) {
        var last = Samples.connection(3, "acme/prod/worker", ConnectionState.OPEN, START);
        return new NodeEvent.Disconnected(START, new ClosedConnection(last, reason, detail, START));
    }

    @Test
    void theTriesOfOneMachineAreOneNotice() {
        startNode();

        for (String port : List.of("50100", "50102", "50104")) {
            node.emit(
                    new NodeEvent.Refused(
                            START,
                            "10.1.4.7:" + port,
                            CloseReason.NEGOTIATION_FAILED,
                            "no link negotiation within 5 s"));
        }
        notices.shown().get().getFirst().open().orElseThrow().run();

        assertThat(lines())
                .containsExactly(
                        new Line(
                                Toasts.Kind.WARNING,
                                "10.1.4.7 refused: no link negotiation within 5 s",
                                3));
        assertThat(revealed).containsExactly(new Target.OfClosedConnections());
    }

    @Test
    void whomTheOperatorKeepsOutIsNoNews() {
        startNode();

        node.emit(
                new NodeEvent.Refused(
                        START, "10.1.4.7:50100", CloseReason.KEPT_OUT, "kept out by the operator"));

        assertThat(lines()).isEmpty();
    }

    @Test
    void aConnectionThatBreaksIsNoticedAndOneThatLeavesIsNot() {
        startNode();

        node.emit(ended(CloseReason.BY_PEER, "the other end closed the stream"));
        node.emit(ended(CloseReason.BY_OPERATOR, "disconnected by the operator"));
        List<Line> afterLeaving = lines();
        node.emit(ended(CloseReason.TOO_SLOW, "8 MiB waited for 10 s"));
        notices.shown().get().getFirst().open().orElseThrow().run();

        assertThat(afterLeaving).isEmpty();
        assertThat(lines())
                .containsExactly(
                        new Line(
                                Toasts.Kind.WARNING,
                                "acme/prod/worker left: 8 MiB waited for 10 s",
                                1));
        assertThat(revealed).containsExactly(new Target.OfConnection(new ConnectionId(3)));
    }

    @Test
    void aReceiverThatCannotKeepUpIsOneNoticeHoweverMuchWaits() {
        startNode();

        node.emit(new NodeEvent.Congested(START, new ConnectionId(7), 8_388_608));
        node.emit(new NodeEvent.Congested(START, new ConnectionId(7), 8_400_000));

        assertThat(lines())
                .containsExactly(
                        new Line(
                                Toasts.Kind.WARNING,
                                "Connection 7 can't keep up: those who send to it are held back",
                                2));
    }

    @Test
    void aNodeThatStopsByItselfIsAnErrorAndOneThatIsStoppedIsNot() {
        startNode();
        node.emit(new NodeEvent.Stopped(START));
        List<Line> byItself = lines();
        notices.clear();

        nodes.stop().join();
        node.emit(new NodeEvent.Stopped(START));

        assertThat(byItself)
                .containsExactly(new Line(Toasts.Kind.ERROR, "The node stopped by itself", 1));
        assertThat(lines()).isEmpty();
    }

    @Test
    void aNodeThatDoesNotStartIsAnErrorThatLeadsToTheSettings() {
        node.failStart(
                new NodeException(NodeException.Reason.ADDRESS_IN_USE, "The port is taken."));
        startNode();

        notices.shown().get().getFirst().open().orElseThrow().run();

        assertThat(lines())
                .containsExactly(
                        new Line(
                                Toasts.Kind.ERROR,
                                "The node did not start: The port is taken.",
                                1));
        assertThat(revealed).containsExactly(new Target.OfSettings("node"));
    }

    @Test
    void aCertificateThatComesToItsEndIsNoticedWhileTheNodeRuns() {
        serveTls(Duration.ofDays(31));
        watch.look();
        List<Line> atStart = lines();

        clock.advance(Duration.ofHours(23));
        watch.look();
        List<Line> sameDay = lines();
        clock.advance(Duration.ofHours(2));
        watch.look();
        List<Line> nextDay = lines();
        clock.advance(Duration.ofHours(23));
        watch.look();
        List<Line> stillTheSameDay = lines();
        clock.advance(Duration.ofHours(1));
        watch.look();

        assertThat(atStart).isEmpty();
        assertThat(sameDay).isEmpty();
        String text = "The certificate expires on 2026-12-28 10:00:00";
        assertThat(nextDay).containsExactly(new Line(Toasts.Kind.WARNING, text, 1));
        assertThat(stillTheSameDay).isEqualTo(nextDay);
        assertThat(lines()).containsExactly(new Line(Toasts.Kind.WARNING, text, 2));
    }

    @Test
    void anExpiredCertificateIsAnErrorUntilItsFileIsReplaced() {
        serveTls(Duration.ofDays(31));
        clock.advance(Duration.ofDays(32));
        watch.look();
        List<Line> expired = lines();
        notices.clear();

        writeCertificate(Duration.ofDays(400));
        clock.advance(Duration.ofDays(1));
        watch.look();

        assertThat(expired)
                .containsExactly(
                        new Line(
                                Toasts.Kind.ERROR,
                                "The certificate has expired, on 2026-12-28 10:00:00",
                                1));
        assertThat(lines()).isEmpty();
    }

    @Test
    void wrongMacsAreNoticedOncePerLookThatFindsMore() {
        startNode();
        node.setStatus(Samples.withDrops(node.status(), Map.of(DropReason.NO_ROUTE, 40L)));
        watch.look();
        List<Line> otherDrops = lines();

        node.setStatus(Samples.withDrops(node.status(), Map.of(DropReason.MAC_INVALID, 4L)));
        watch.look();
        watch.look();
        List<Line> found = lines();
        node.setStatus(
                Samples.withDrops(
                        node.status(),
                        Map.of(DropReason.MAC_INVALID, 4L, DropReason.MAC_MISSING, 1L)));
        watch.look();

        String text = "Messages with a wrong or missing header MAC were dropped";
        assertThat(otherDrops).isEmpty();
        assertThat(found).containsExactly(new Line(Toasts.Kind.WARNING, text, 1));
        assertThat(lines()).containsExactly(new Line(Toasts.Kind.WARNING, text, 2));
    }

    @Test
    void nothingIsNoticedOnceItIsClosed() {
        startNode();
        watch.close();

        node.emit(ended(CloseReason.PROTOCOL_ERROR, "not decodable"));

        assertThat(lines()).isEmpty();
    }

    private void serveTls(Duration valid) {
        Path certificate = writeCertificate(valid);
        node =
                new FakeNode(
                        NodeConfig.loopback(0)
                                .withTls(
                                        new TlsConfig(
                                                certificate,
                                                folder.resolve("key.pem"),
                                                Optional.empty())));
        startNode();
    }

    private Path writeCertificate(Duration valid) {
        return new TestPem(folder).certificate("node.pem", TestPem.ecKeys(), START, valid);
    }
}
