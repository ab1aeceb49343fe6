package io.slimconsole.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.slimconsole.persistence.ManagerSettings;
import io.slimconsole.tests.kit.Await;
import io.slimconsole.ui.manager.ManagerService;
import io.slimconsole.ui.manager.ManagerState;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/// The console as a channel manager, asked with the bytes that upstream's tools send, for upstream's applications.
@InteropTest
final class OurChannelManagerTest {
    private static final String CHANNEL = "org/ns/channel";

    @TempDir Path folder;

    private static final Marshaller<byte[]> BYTES =
            new Marshaller<>() {
                @Override
                public InputStream stream(byte[] message) {
                    return new ByteArrayInputStream(message);
                }

                @Override
                public byte[] parse(InputStream stream) {
                    try {
                        return stream.readAllBytes();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            };

    /// What a response says by field number: texts, or `true`.
    private static Map<Integer, List<String>> ask(
            ManagedChannel client, String method, byte[] request) {
        var descriptor =
                MethodDescriptor.<byte[], byte[]>newBuilder()
                        .setType(MethodDescriptor.MethodType.UNARY)
                        .setFullMethodName(
                                "channel_manager.proto.v1.ChannelManagerService/" + method)
                        .setRequestMarshaller(BYTES)
                        .setResponseMarshaller(BYTES)
                        .build();
        return fields(
                ClientCalls.blockingUnaryCall(
                        client,
                        descriptor,
                        CallOptions.DEFAULT.withDeadlineAfter(60, TimeUnit.SECONDS),
                        request));
    }

    private static Map<Integer, List<String>> fields(byte[] response) {
        var fields = new TreeMap<Integer, List<String>>();
        CodedInputStream in = CodedInputStream.newInstance(response);
        try {
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                String value =
                        WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_VARINT
                                ? Boolean.toString(in.readBool())
                                : in.readString();
                fields.computeIfAbsent(WireFormat.getTagFieldNumber(tag), _ -> new ArrayList<>())
                        .add(value);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return fields;
    }

    private static byte[] texts(String... texts) {
        var bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            for (int i = 0; i < texts.length; i++) {
                out.writeBytes(i + 1, ByteString.copyFromUtf8(texts[i]));
            }
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] channelWithMls() {
        var bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            out.writeString(1, CHANNEL);
            out.writeBool(2, true);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static ManagedChannel serve(OurConsole console, Scenario scenario) {
        var manager = new ManagerService(console.channels());
        scenario.atEnd(manager::close);
        var state =
                manager.apply(new ManagerSettings(true, "127.0.0.1", 0, Optional.empty()))
                        .orTimeout(30, TimeUnit.SECONDS)
                        .join();
        ManagedChannel client =
                NettyChannelBuilder.forAddress(((ManagerState.Serving) state).address())
                        .usePlaintext()
                        .build();
        scenario.atEnd(client::shutdownNow);
        return client;
    }

    @Test
    void itMakesAChannelInWhichApplicationsTalk(Scenario scenario) {
        var console = OurConsole.in(folder).start(0);
        scenario.atEnd(console::close);
        assertThat(console.channels().identify(OurConsole.IDENTITY).join()).isEmpty();
        console.awaitReady();
        ManagedChannel client = serve(console, scenario);
        var anna = console.peer(scenario, "org/ns/anna");
        var ben = console.peer(scenario, "org/ns/ben");
        var success = Map.of(2, List.of("true"));

        assertThat(ask(client, "CreateChannel", channelWithMls())).isEqualTo(success);
        var atAnna = anna.accept();
        assertThat(ask(client, "AddParticipant", texts(CHANNEL, "org/ns/anna"))).isEqualTo(success);
        var atBen = ben.accept();
        assertThat(ask(client, "AddParticipant", texts(CHANNEL, "org/ns/ben"))).isEqualTo(success);
        anna.await(atAnna).publish("hello");
        assertThat(ben.await(atBen).receive().text()).isEqualTo("hello");

        assertThat(ask(client, "ListChannels", new byte[0]))
                .isEqualTo(Map.of(1, List.of("true"), 3, List.of(CHANNEL)));
        assertThat(ask(client, "ListParticipants", texts(CHANNEL)).get(3))
                .hasSize(3)
                .allMatch(name -> name.matches("org/ns/(console|anna|ben)/[0-9a-f-]{36}"));
        assertThat(ask(client, "AddParticipant", texts(CHANNEL, "org/ns/anna")).get(3).getFirst())
                .startsWith(
                        "failed to invite participant org/ns/anna to channel org/ns/channel:"
                                + " session cleanup failed: participant already in group:"
                                + " org/ns/anna/");
        assertThat(ask(client, "DeleteParticipant", texts(CHANNEL, "org/ns/ben")))
                .isEqualTo(success);
        assertThat(ask(client, "ListParticipants", texts(CHANNEL)).get(3)).hasSize(2);
        assertThat(ask(client, "DeleteChannel", texts(CHANNEL))).isEqualTo(success);
        Await.until("the channel is gone", () -> console.channels().list().isEmpty());
        assertThat(ask(client, "DeleteChannel", texts(CHANNEL)))
                .isEqualTo(Map.of(3, List.of("channel org/ns/channel not found")));
    }
}
