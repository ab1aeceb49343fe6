package io.slimconsole.ui.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.CallOptions;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.slimconsole.node.NodeConfig;
import io.slimconsole.node.SlimNode;
import io.slimconsole.node.name.Name;
import io.slimconsole.persistence.InMemorySessionStore;
import io.slimconsole.persistence.InMemoryVault;
import io.slimconsole.persistence.ManagerSettings;
import io.slimconsole.persistence.VaultResult;
import io.slimconsole.tests.kit.Await;
import io.slimconsole.ui.manager.proto.AddParticipantRequest;
import io.slimconsole.ui.manager.proto.CommandResponse;
import io.slimconsole.ui.manager.proto.CreateChannelRequest;
import io.slimconsole.ui.manager.proto.DeleteChannelRequest;
import io.slimconsole.ui.manager.proto.DeleteParticipantRequest;
import io.slimconsole.ui.manager.proto.ListChannelsRequest;
import io.slimconsole.ui.manager.proto.ListChannelsResponse;
import io.slimconsole.ui.manager.proto.ListParticipantsRequest;
import io.slimconsole.ui.manager.proto.ListParticipantsResponse;
import io.slimconsole.ui.node.NodeService;
import io.slimconsole.ui.sessions.Channel;
import io.slimconsole.ui.sessions.ChannelsState;
import io.slimconsole.ui.sessions.ConsoleChannels;
import io.slimconsole.ui.sessions.ConsoleIdentity;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/// Asked over gRPC, over a real node without participants; those are upstream's, in `tests`.
final class ManagerServiceTest {
    private static final ConsoleIdentity IDENTITY =
            new ConsoleIdentity(
                    Name.parse("org/ns/console"), "a secret that all of them share: 0123456789");
    private static final String CHANNEL = "org/ns/channel";

    @TempDir Path folder;

    private final VaultResult vault = new VaultResult.Opened(new InMemoryVault());
    private final NodeService nodes = new NodeService(SlimNode::create);
    private final ConsoleChannels channels =
            ConsoleChannels.open(
                    nodes, new InMemorySessionStore(), () -> vault, InstantSource.system());
    private final List<String> notLetIn = new CopyOnWriteArrayList<>();
    private final ManagerService manager =
            new ManagerService(
                    channels,
                    (peer, method, why) ->
                            notLetIn.add(
                                    "%s %s %s"
                                            .formatted(
                                                    peer.replaceFirst(":[0-9]+$", ""),
                                                    method,
                                                    why)));
    private final List<ManagedChannel> clients = new ArrayList<>();

    @AfterEach
    void close() throws InterruptedException {
        for (ManagedChannel client : clients) {
            client.shutdownNow();
            assertThat(client.awaitTermination(45, TimeUnit.SECONDS)).isTrue();
        }
        manager.close();
        channels.close();
        nodes.close();
    }

    private static ManagerSettings on(String host, Optional<Path> tokenFile) {
        return new ManagerSettings(true, host, 0, tokenFile);
    }

    private ManagerState apply(ManagerSettings settings) {
        return manager.apply(settings).orTimeout(30, TimeUnit.SECONDS).join();
    }

    private ManagedChannel client() {
        var serving = (ManagerState.Serving) manager.state();
        ManagedChannel client =
                NettyChannelBuilder.forAddress(serving.address()).usePlaintext().build();
        clients.add(client);
        return client;
    }

    private ManagedChannel serve() {
        nodes.start(NodeConfig.loopback(0)).join();
        assertThat(channels.identify(IDENTITY).orTimeout(30, TimeUnit.SECONDS).join()).isEmpty();
        Await.until(
                "the console takes part", () -> channels.state() instanceof ChannelsState.Ready);
        assertThat(apply(on("127.0.0.1", Optional.empty())))
                .isInstanceOf(ManagerState.Serving.class);
        return client();
    }

    private static <Q, A> A ask(io.grpc.Channel client, MethodDescriptor<Q, A> method, Q question) {
        return ClientCalls.blockingUnaryCall(
                client,
                method,
                CallOptions.DEFAULT.withDeadlineAfter(60, TimeUnit.SECONDS),
                question);
    }

    private static CommandResponse create(io.grpc.Channel client, String name, boolean mls) {
        return ask(
                client,
                ManagerMethods.CREATE_CHANNEL,
                CreateChannelRequest.newBuilder().setChannelName(name).setMlsEnabled(mls).build());
    }

    private static CommandResponse delete(io.grpc.Channel client, String name) {
        return ask(
                client,
                ManagerMethods.DELETE_CHANNEL,
                DeleteChannelRequest.newBuilder().setChannelName(name).build());
    }

    private static CommandResponse add(io.grpc.Channel client, String channel, String name) {
        return ask(
                client,
                ManagerMethods.ADD_PARTICIPANT,
                AddParticipantRequest.newBuilder()
                        .setChannelName(channel)
                        .setParticipantName(name)
                        .build());
    }

    private static CommandResponse remove(io.grpc.Channel client, String channel, String name) {
        return ask(
                client,
                ManagerMethods.DELETE_PARTICIPANT,
                DeleteParticipantRequest.newBuilder()
                        .setChannelName(channel)
                        .setParticipantName(name)
                        .build());
    }

    private static ListChannelsResponse list(io.grpc.Channel client) {
        return ask(client, ManagerMethods.LIST_CHANNELS, ListChannelsRequest.getDefaultInstance());
    }

    private static ListParticipantsResponse participants(io.grpc.Channel client, String name) {
        return ask(
                client,
                ManagerMethods.LIST_PARTICIPANTS,
                ListParticipantsRequest.newBuilder().setChannelName(name).build());
    }

    private static CommandResponse success() {
        return CommandResponse.newBuilder().setSuccess(true).build();
    }

    private static CommandResponse failure(String why) {
        return CommandResponse.newBuilder().setErrorMsg(why).build();
    }

    @ParameterizedTest(name = "MLS {0}")
    @ValueSource(booleans = {true, false})
    void aChannelIsMadeListedAndDeletedAndTheWindowHasItToo(boolean mls) {
        ManagedChannel client = serve();

        assertThat(create(client, CHANNEL, mls)).isEqualTo(success());
        assertThat(create(client, CHANNEL, mls))
                .isEqualTo(failure("channel org/ns/channel already exists"));
        assertThat(list(client))
                .isEqualTo(
                        ListChannelsResponse.newBuilder()
                                .setSuccess(true)
                                .addChannelName(CHANNEL)
                                .build());
        assertThat(participants(client, CHANNEL))
                .isEqualTo(ListParticipantsResponse.newBuilder().setSuccess(true).build());
        assertThat(channels.list())
                .singleElement()
                .satisfies(made -> assertThat(made.options().encrypted()).isEqualTo(mls))
                .extracting(Channel::name)
                .isEqualTo(Name.parse(CHANNEL));

        assertThat(delete(client, CHANNEL)).isEqualTo(success());
        assertThat(delete(client, CHANNEL)).isEqualTo(failure("channel org/ns/channel not found"));
        assertThat(channels.list()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "org/ns", "org/ns/channel/1", "org//channel", "a/b/c/d/e", " / / "})
    void aNameThatIsNoneIsSaidToBeSo(String name) {
        ManagedChannel client = serve();
        create(client, CHANNEL, true);

        assertThat(create(client, name, true))
                .isEqualTo(failure("invalid channel name: invalid name format: " + name));
        assertThat(add(client, CHANNEL, name))
                .isEqualTo(failure("invalid participant name: invalid name format: " + name));
        assertThat(remove(client, CHANNEL, name))
                .isEqualTo(failure("invalid participant name: invalid name format: " + name));
    }

    @Test
    void aChannelThatIsNotThereIsSaidToBeSo() {
        ManagedChannel client = serve();
        String why = "channel org/ns/other not found";

        assertThat(add(client, "org/ns/other", "org/ns/anna")).isEqualTo(failure(why));
        assertThat(remove(client, "org/ns/other", "org/ns/anna")).isEqualTo(failure(why));
        assertThat(delete(client, "org/ns/other")).isEqualTo(failure(why));
        assertThat(participants(client, "org/ns/other"))
                .isEqualTo(ListParticipantsResponse.newBuilder().setErrorMsg(why).build());
    }

    @Test
    void whoIsNotThereCanBeNeitherAddedNorRemoved() {
        ManagedChannel client = serve();
        create(client, CHANNEL, true);

        assertThat(add(client, CHANNEL, "org/ns/nobody").getErrorMsg())
                .startsWith(
                        "failed to invite participant org/ns/nobody to channel org/ns/channel:"
                                + " failed to add participant to session: nobody answers under"
                                + " org/ns/nobody");
        assertThat(remove(client, CHANNEL, "org/ns/nobody").getErrorMsg())
                .startsWith(
                        "failed to remove participant org/ns/nobody from channel org/ns/channel:"
                                + " session cleanup failed: participant not found in group:"
                                + " org/ns/nobody");
    }

    @Test
    void withoutANodeTheReasonIsSaid() {
        ManagedChannel client = serve();
        create(client, CHANNEL, true);
        nodes.stop().join();

        assertThat(create(client, "org/ns/other", true))
                .isEqualTo(failure("failed to create channel org/ns/other"));
        assertThat(delete(client, CHANNEL))
                .isEqualTo(
                        failure(
                                "failed to delete session for org/ns/channel: The console's node is"
                                        + " not running. Channels go on when it does."));
    }

    @Test
    void itIsOffUntilItIsSwitchedOnAndOffAgainThen() {
        assertThat(manager.state()).isEqualTo(new ManagerState.Off());
        ManagedChannel client = serve();
        assertThat(list(client).getSuccess()).isTrue();

        assertThat(apply(ManagerSettings.OFF)).isEqualTo(new ManagerState.Off());

        assertThatThrownBy(() -> list(client)).isInstanceOf(StatusRuntimeException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::"})
    void itIsNotOpenToTheNetworkWithoutAToken(String host) throws IOException {
        assertThat(apply(on(host, Optional.empty())))
                .isEqualTo(
                        new ManagerState.Failed(
                                "The channel manager was not started: "
                                        + host
                                        + " can be reached from other machines, and nobody would"
                                        + " have to show who they are. Choose a token file, or"
                                        + " listen on 127.0.0.1."));

        Path token = Files.writeString(folder.resolve("token"), "a token");
        assertThat(apply(on(host, Optional.of(token))))
                .isInstanceOfSatisfying(
                        ManagerState.Serving.class,
                        serving -> assertThat(serving.authenticated()).isTrue());
    }

    @Test
    void onlyWhoShowsTheTokenIsAnswered() throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "the token\n");
        apply(on("127.0.0.1", Optional.of(token)));
        ManagedChannel client = client();

        refused(client, "a bearer token is needed");
        refused(with(client, "Bearer another"), "the token is another one");
        refused(with(client, "the token"), "the token is another one");
        assertThat(list(with(client, "Bearer the token")).getSuccess()).isTrue();

        String asked = "127.0.0.1 %s ".formatted(ManagerMethods.LIST_CHANNELS.getFullMethodName());
        Await.until("all refusals are told", () -> notLetIn.size() == 3);
        assertThat(notLetIn)
                .containsExactly(
                        asked + "a bearer token is needed",
                        asked + "the token is another one",
                        asked + "the token is another one");
    }

    private static void refused(io.grpc.Channel client, String why) {
        assertThatThrownBy(() -> list(client))
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        e -> {
                            assertThat(e.getStatus().getCode())
                                    .isEqualTo(Status.Code.UNAUTHENTICATED);
                            assertThat(e.getStatus().getDescription()).isEqualTo(why);
                        });
    }

    private static io.grpc.Channel with(ManagedChannel client, String authorization) {
        var headers = new Metadata();
        headers.put(BearerCheck.AUTHORIZATION, authorization);
        return ClientInterceptors.intercept(
                client, MetadataUtils.newAttachHeadersInterceptor(headers));
    }

    @Test
    void aTokenFileThatIsNoneIsSaid() throws IOException {
        Path missing = folder.resolve("missing");
        Path empty = Files.writeString(folder.resolve("empty"), " \n");
        Path large = Files.write(folder.resolve("large"), new byte[20_000]);

        assertThat(apply(on("127.0.0.1", Optional.of(missing))))
                .isEqualTo(
                        new ManagerState.Failed(
                                "The channel manager was not started: the token file %s can't be read (NoSuchFileException)."
                                        .formatted(missing)));
        assertThat(apply(on("127.0.0.1", Optional.of(empty))))
                .isEqualTo(
                        new ManagerState.Failed(
                                "The channel manager was not started: the token file %s is empty."
                                        .formatted(empty)));
        assertThat(apply(on("127.0.0.1", Optional.of(large))))
                .isEqualTo(
                        new ManagerState.Failed(
                                "The channel manager was not started: %s is too large to be a token."
                                        .formatted(large)));
    }

    @Test
    void aPortThatIsTakenIsSaidAndTriedAgain() throws IOException {
        ManagerSettings settings;
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            settings = new ManagerSettings(true, "127.0.0.1", port, Optional.empty());
            assertThat(apply(settings))
                    .isInstanceOfSatisfying(
                            ManagerState.Failed.class,
                            failed ->
                                    assertThat(failed.why())
                                            .startsWith(
                                                    "The channel manager can't listen on 127.0.0.1:"
                                                            + port));
        }

        assertThat(apply(settings)).isInstanceOf(ManagerState.Serving.class);
    }

    @Test
    void closingTwiceDoesNoHarm() {
        serve();
        manager.close();
        manager.close();

        assertThat(manager.state()).isEqualTo(new ManagerState.Off());
    }
}
