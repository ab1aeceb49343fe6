package io.slimconsole.ui.recording;

import io.slimconsole.node.ConnectionId;
import io.slimconsole.node.SlimNode;
import io.slimconsole.node.name.Name;
import io.slimconsole.persistence.SettingsStore;
import io.slimconsole.persistence.audit.Activity;
import io.slimconsole.persistence.audit.ActivityKind;
import io.slimconsole.persistence.audit.AuditRules;
import io.slimconsole.persistence.audit.ConnectionRef;
import io.slimconsole.ui.manager.RefusedCalls;
import io.slimconsole.ui.node.NodeService;
import io.slimconsole.ui.overview.SampleTraffic;
import io.slimconsole.ui.sessions.ChannelListener;
import io.slimconsole.ui.sessions.Channels;
import io.slimconsole.ui.settings.DataFolderControl;

import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/// Reports to the audit log what happens in the console.
///
/// May be used on any thread; nothing that it does waits, but for [#close].
public final class Recorder implements AutoCloseable {
    /// Who does what nobody asked for at the moment.
    static final String CONSOLE = "console";

    private static final String MANAGER = "channel manager";

    private static final long SUM_SECONDS = 5;

    private final Supplier<AuditRules> rules;
    private final Consumer<Activity> log;
    private final BiConsumer<Activity, byte[]> contents;
    private final InstantSource clock;
    private final IntSupplier run;
    private final FloodGate gate;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("recorder").factory());

    /// @param rules that hold at the moment
    /// @param log takes an entry, and does not wait
    /// @param contents takes an entry with what it is about, to be sealed, and does not wait
    /// @param run the number of the newest run of the node
    public Recorder(
            Supplier<AuditRules> rules,
            Consumer<Activity> log,
            BiConsumer<Activity, byte[]> contents,
            InstantSource clock,
            IntSupplier run) {
        this.rules = rules;
        this.log = log;
        this.contents = contents;
        this.clock = clock;
        this.run = run;
        gate = new FloodGate(clock, log);
    }

    /// Tells from now on of what peers brought about so often that it was only counted.
    public void start() {
        var _ =
                thread.scheduleWithFixedDelay(
                        gate::sumUp, SUM_SECONDS, SUM_SECONDS, TimeUnit.SECONDS);
    }

    /// Tells what was counted and not yet told.
    @Override
    public void close() {
        thread.close();
        gate.close();
    }

    // ---- what is reported

    /// All that happens in the nodes of a service, and all that it is asked for from now on.
    public void follow(NodeService nodes) {
        var events = new NodeEvents(this);
        var _ = nodes.listenToNode(events);
        var _ = nodes.listen(events::on);
    }

    /// What the operator asks a service for from now on.
    public void followCommands(NodeService nodes) {
        var _ = nodes.listenToCommands(new NodeCommands(this));
    }

    /// The same node, whose operator is recorded.
    public SlimNode node(SlimNode node) {
        return new RecordedNode(node, this);
    }

    /// What happens on channels, whoever brings it about.
    public ChannelListener channelEvents() {
        return new ChannelEvents(this);
    }

    /// The same channels, where what this actor does is recorded.
    public Channels channels(Channels channels, Actor actor) {
        return new RecordedChannels(channels, actor, this);
    }

    /// Who calls the channel manager and is not let in.
    public RefusedCalls refusedCalls() {
        return (peer, method, why) ->
                fromPeer(
                        new Origin(ActivityKind.REFUSED, Origin.host(peer), MANAGER, why),
                        () ->
                                begin(
                                                ActivityKind.REFUSED,
                                                peer,
                                                MANAGER,
                                                "Refused a call: %s.".formatted(why))
                                        .with("method", method)
                                        .failed());
    }

    public SettingsStore settings(SettingsStore store) {
        return new RecordedSettings(store, this);
    }

    public DataFolderControl dataFolder(DataFolderControl folder) {
        return new RecordedDataFolder(folder, this);
    }

    public SampleTraffic samples(SampleTraffic samples) {
        return new RecordedSamples(samples, this);
    }

    // ---- for those who report

    /// @param made only if this kind is recorded
    void record(ActivityKind kind, Supplier<Activity> made) {
        if (rules.get().activity().contains(kind.group())) {
            log.accept(made.get());
        }
    }

    /// Something that a peer brings about, as often as it likes.
    void fromPeer(Origin origin, Supplier<Activity> made) {
        if (rules.get().activity().contains(origin.kind().group())) {
            gate.record(origin, made);
        }
    }

    /// Something that an actor did.
    void did(Actor actor, String subject, String text) {
        did(begin(actor, subject, text));
    }

    void did(Activity activity) {
        record(activity.kind(), () -> activity);
    }

    /// Something that was said, with what it was.
    void said(Activity activity, byte[] content) {
        contents.accept(activity, content);
    }

    Activity begin(Actor actor, String subject, String text) {
        return begin(actor.kind(), actor.text(), subject, text);
    }

    Activity begin(ActivityKind kind, String actor, String subject, String text) {
        return Activity.of(clock.instant(), kind, actor, subject, text);
    }

    /// A connection of the node that runs, or ran last.
    ConnectionRef connection(ConnectionId id) {
        return new ConnectionRef(run.getAsInt(), id);
    }

    int run() {
        return run.getAsInt();
    }

    boolean wantsContentOf(Name channel) {
        AuditRules now = rules.get();
        return now.activity().contains(ActivityKind.Group.CONTENT)
                && now.contentOf().contains(channel.prefix());
    }

    /// A name as the log shows it: without an instance that it does not have.
    static String text(Name name) {
        return name.id().isNull() ? name.prefix() : name.toString();
    }
}
