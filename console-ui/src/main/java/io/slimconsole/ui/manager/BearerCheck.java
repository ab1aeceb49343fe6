package io.slimconsole.ui.manager;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;

import org.jspecify.annotations.Nullable;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.security.MessageDigest;

/// Lets in who shows the token.
final class BearerCheck implements ServerInterceptor {
    static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    private final byte[] expected;
    private final RefusedCalls refused;

    BearerCheck(String token, RefusedCalls refused) {
        this.refused = refused;
        this.expected = ("Bearer " + token).getBytes(UTF_8);
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        String shown = headers.get(AUTHORIZATION);
        if (shown != null && MessageDigest.isEqual(shown.getBytes(UTF_8), expected)) {
            return next.startCall(call, headers);
        }
        String why = shown == null ? "a bearer token is needed" : "the token is another one";
        call.close(Status.UNAUTHENTICATED.withDescription(why), new Metadata());
        refused.refused(
                peer(call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR)),
                call.getMethodDescriptor().getFullMethodName(),
                why);
        return new ServerCall.Listener<>() {};
    }

    private static String peer(@Nullable SocketAddress address) {
        if (address instanceof InetSocketAddress inet) {
            String host = inet.getHostString();
            return (host.contains(":") ? "[" + host + "]" : host) + ":" + inet.getPort();
        }
        return "unknown";
    }
}
