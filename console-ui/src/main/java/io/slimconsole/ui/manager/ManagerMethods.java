package io.slimconsole.ui.manager;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;

import io.grpc.MethodDescriptor;
import io.grpc.ServerCallHandler;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.slimconsole.ui.manager.proto.AddParticipantRequest;
import io.slimconsole.ui.manager.proto.CommandResponse;
import io.slimconsole.ui.manager.proto.CreateChannelRequest;
import io.slimconsole.ui.manager.proto.DeleteChannelRequest;
import io.slimconsole.ui.manager.proto.DeleteParticipantRequest;
import io.slimconsole.ui.manager.proto.ListChannelsRequest;
import io.slimconsole.ui.manager.proto.ListChannelsResponse;
import io.slimconsole.ui.manager.proto.ListParticipantsRequest;
import io.slimconsole.ui.manager.proto.ListParticipantsResponse;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/// The methods of the service, as gRPC names them.
final class ManagerMethods {
    private static final Logger log = LoggerFactory.getLogger(ManagerMethods.class);
    private static final String SERVICE = "channel_manager.proto.v1.ChannelManagerService";

    static final MethodDescriptor<CreateChannelRequest, CommandResponse> CREATE_CHANNEL =
            unary("CreateChannel", CreateChannelRequest.parser(), CommandResponse.parser());

    static final MethodDescriptor<DeleteChannelRequest, CommandResponse> DELETE_CHANNEL =
            unary("DeleteChannel", DeleteChannelRequest.parser(), CommandResponse.parser());

    static final MethodDescriptor<AddParticipantRequest, CommandResponse> ADD_PARTICIPANT =
            unary("AddParticipant", AddParticipantRequest.parser(), CommandResponse.parser());

    static final MethodDescriptor<DeleteParticipantRequest, CommandResponse> DELETE_PARTICIPANT =
            unary("DeleteParticipant", DeleteParticipantRequest.parser(), CommandResponse.parser());

    static final MethodDescriptor<ListChannelsRequest, ListChannelsResponse> LIST_CHANNELS =
            unary("ListChannels", ListChannelsRequest.parser(), ListChannelsResponse.parser());

    static final MethodDescriptor<ListParticipantsRequest, ListParticipantsResponse>
            LIST_PARTICIPANTS =
                    unary(
                            "ListParticipants",
                            ListParticipantsRequest.parser(),
                            ListParticipantsResponse.parser());

    private ManagerMethods() {}

    static ServerServiceDefinition of(ManagerApi api) {
        return ServerServiceDefinition.builder(SERVICE)
                .addMethod(CREATE_CHANNEL, answering(api::createChannel))
                .addMethod(DELETE_CHANNEL, answering(api::deleteChannel))
                .addMethod(ADD_PARTICIPANT, answering(api::addParticipant))
                .addMethod(DELETE_PARTICIPANT, answering(api::deleteParticipant))
                .addMethod(LIST_CHANNELS, answering(api::listChannels))
                .addMethod(LIST_PARTICIPANTS, answering(api::listParticipants))
                .build();
    }

    private static <Q, A> ServerCallHandler<Q, A> answering(
            Function<Q, CompletableFuture<A>> method) {
        return ServerCalls.asyncUnaryCall(
                (request, observer) -> {
                    var _ =
                            method.apply(request)
                                    .whenComplete((answer, e) -> answer(observer, answer, e));
                });
    }

    private static <A> void answer(
            StreamObserver<A> observer, @Nullable A answer, @Nullable Throwable failure) {
        if (answer == null) {
            log.error("an operation of the channel manager failed", failure);
            observer.onError(Status.INTERNAL.asRuntimeException());
            return;
        }
        observer.onNext(answer);
        observer.onCompleted();
    }

    private static <Q extends MessageLite, A extends MessageLite> MethodDescriptor<Q, A> unary(
            String name, Parser<Q> request, Parser<A> response) {
        return MethodDescriptor.<Q, A>newBuilder()
                .setType(MethodDescriptor.MethodType.UNARY)
                .setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, name))
                .setRequestMarshaller(new Marshaller<>(request))
                .setResponseMarshaller(new Marshaller<>(response))
                .build();
    }

    private record Marshaller<M extends MessageLite>(Parser<M> parser)
            implements MethodDescriptor.Marshaller<M> {
        @Override
        public InputStream stream(M message) {
            return new ByteArrayInputStream(message.toByteArray());
        }

        @Override
        public M parse(InputStream stream) {
            try (stream) {
                return parser.parseFrom(stream);
            } catch (InvalidProtocolBufferException e) {
                throw Status.INVALID_ARGUMENT
                        .withDescription("no message of this method")
                        .withCause(e)
                        .asRuntimeException();
            } catch (IOException e) {
                throw Status.INTERNAL.withCause(e).asRuntimeException();
            }
        }
    }
}
