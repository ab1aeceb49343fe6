package io.slimconsole.ui.app;

import io.slimconsole.persistence.ConsoleSettings;
import io.slimconsole.persistence.Note;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.manager.ManagerService;
import io.slimconsole.ui.node.NodeService;
import io.slimconsole.ui.node.NodeServiceState;
import io.slimconsole.ui.recording.Actor;
import io.slimconsole.ui.recording.Recorder;
import io.slimconsole.ui.sessions.ConsoleChannels;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/// The node and the channels, without a window, until a signal ends them.
final class HeadlessRun {
    private static final Logger LOG = LoggerFactory.getLogger(HeadlessRun.class);

    private final Start start;
    private final Texts texts = Texts.of(HeadlessRun.class);

    HeadlessRun(Start start) {
        this.start = start;
    }

    /// Returns only if the node can't run; a signal ends the process while it waits.
    ///
    /// @return the exit code
    int run() {
        Optional<Stores> opened =
                Stores.open(
                        start.dataFolder(),
                        question -> {
                            start.terminal().problem(question.sentence());
                            return DatabaseQuestion.Choice.QUIT;
                        });
        if (opened.isEmpty()) {
            return ExitCode.FAILED;
        }
        Stores stores = opened.get();
        start.shutdown().add("the database", stores);
        stores.notes().forEach(this::log);
        ConsoleSettings settings = stores.settings().load();
        Recorder recorder = stores.recorder();
        start.shutdown().add("the recorder", recorder);
        var nodes =
                new NodeService(
                        config -> recorder.node(start.nodes().apply(config, stores.feed())));
        recorder.follow(nodes);
        start.shutdown().add("the node", nodes);
        nodes.listen(start.terminal()::onNodeState);
        ConsoleChannels channels = stores.channels(nodes, recorder.channelEvents());
        start.shutdown().add("the channels", channels);
        var manager =
                new ManagerService(recorder.channels(channels, Actor.API), recorder.refusedCalls());
        start.shutdown().add("the channel manager", manager);
        var _ = manager.apply(settings.manager());
        return switch (nodes.start(settings.node()).join()) {
            case NodeServiceState.Running _ -> waitForSignal();
            // the node service has said why
            case NodeServiceState _ -> ExitCode.FAILED;
        };
    }

    private void log(Note note) {
        LOG.warn("{}", Notes.text(note, texts));
    }

    private static int waitForSignal() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return ExitCode.OK;
    }
}
