package io.slimconsole.ui.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.node.NodeConfig;
import io.slimconsole.node.NodeEvent;
import io.slimconsole.node.NodeException;
import io.slimconsole.ui.kit.FakeNode;
import io.slimconsole.ui.node.NodeServiceState.Failed;
import io.slimconsole.ui.node.NodeServiceState.Running;
import io.slimconsole.ui.node.NodeServiceState.Stopped;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

final class NodeServiceTest {
    private static final NodeConfig FIRST = NodeConfig.loopback(46_357);
    private static final NodeConfig SECOND = NodeConfig.loopback(46_400);
    private final NodeException taken =
            new NodeException(NodeException.Reason.ADDRESS_IN_USE, "taken; choose another port");

    private final List<FakeNode> made = new CopyOnWriteArrayList<>();
    private final List<Integer> badPorts = new CopyOnWriteArrayList<>();
    private final NodeService service = new NodeService(this::make);

    private FakeNode make(NodeConfig config) {
        var node = new FakeNode(config);
        if (badPorts.contains(config.port())) {
            node.failStart(taken);
        }
        made.add(node);
        return node;
    }

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void itStartsAndStops() {
        var started = service.start(FIRST).join();
        var stopped = service.stop().join();

        assertThat(started).isEqualTo(new Running(made.getFirst()));
        assertThat(stopped).isEqualTo(new Stopped());
        assertThat(made.getFirst().closes()).hasSize(1);
    }

    @Test
    void aStartWithOtherSettingsClosesTheOldNodeFirst() {
        service.start(FIRST).join();

        var state = service.start(SECOND).join();

        assertThat(made.getFirst().closes()).hasSize(1);
        assertThat(state).isEqualTo(new Running(made.get(1)));
        assertThat(made.get(1).config()).isEqualTo(SECOND);
    }

    @Test
    void aFailedStartSaysWhyAndCanBeRetried() {
        badPorts.add(46_357);
        var failed = service.start(FIRST).join();

        badPorts.clear();
        var retried = service.retry().join();

        assertThat(failed).isEqualTo(new Failed(FIRST, taken));
        assertThat(retried).isInstanceOf(Running.class);
    }

    @Test
    void anUnforeseenFailureIsAFailureTooAndTheServiceGoesOn() {
        try (var broken =
                new NodeService(
                        config -> {
                            throw new IllegalStateException("a defect");
                        })) {
            var state = broken.start(FIRST).join();

            assertThat(state).isInstanceOf(Failed.class);
            assertThat(((Failed) state).problem().getMessage()).contains("a defect");
            assertThat(broken.stop().join()).isEqualTo(new Stopped());
        }
    }

    @Test
    void listenersHearEveryStateBeginningWithThePresentOne() {
        List<String> heard = new CopyOnWriteArrayList<>();
        var registration = service.listen(s -> heard.add(s.getClass().getSimpleName()));

        service.start(FIRST).join();
        service.stop().join();
        registration.close();
        service.start(FIRST).join();

        assertThat(heard).containsExactly("Stopped", "Starting", "Running", "Stopping", "Stopped");
    }

    @Test
    void nodeListenersHearEveryNodeInTurn() {
        List<NodeEvent> heard = new ArrayList<>();
        service.listenToNode(heard::add);
        service.start(FIRST).join();
        service.start(SECOND).join();
        heard.clear();
        var event = new NodeEvent.Stopped(FakeNode.START);

        made.get(1).emit(event);

        assertThat(heard).containsExactly(event);
    }

    @Test
    void aClosedServiceAnswersInsteadOfHanging() {
        service.start(FIRST).join();
        service.close();
        service.close();

        assertThat(service.start(SECOND).join()).isEqualTo(new Stopped());
        assertThat(made).hasSize(1);
    }
}
