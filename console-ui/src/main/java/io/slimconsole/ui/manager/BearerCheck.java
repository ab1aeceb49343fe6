package io.slimconsole.ui.manager;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;

import java.security.MessageDigest;

/// Lets in who shows the token.
final class BearerCheck implements ServerInterceptor {
    static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    private final byte[] expected;

    BearerCheck(String token) {
        this.expected = ("Bearer " + token).getBytes(UTF_8);
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        String shown = headers.get(AUTHORIZATION);
        if (shown != null && MessageDigest.isEqual(shown.getBytes(UTF_8), expected)) {
            return next.startCall(call, headers);
        }
        call.close(
                Status.UNAUTHENTICATED.withDescription(
                        shown == null ? "a bearer token is needed" : "the token is another one"),
                new Metadata());
        return new ServerCall.Listener<>() {};
    }
}
