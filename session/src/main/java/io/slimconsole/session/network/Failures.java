package io.slimconsole.session.network;

import io.grpc.Status;
import io.netty.handler.ssl.NotSslRecordException;

import org.jspecify.annotations.Nullable;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.util.Optional;

import javax.net.ssl.SSLException;

/// Says in an operator's words why a stream ended.
final class Failures {
    private Failures() {}

    /// @param negotiated whether the link stood already
    static LinkFailure of(Status status, NodeAddress node, boolean negotiated) {
        String what =
                switch (status.getCode()) {
                    case OK ->
                            negotiated
                                    ? "%s has ended the link".formatted(node)
                                    : "%s closed the stream without an answer to our link negotiation; ask its log why, a node says nothing about it to us"
                                            .formatted(node);
                    case PERMISSION_DENIED ->
                            "%s keeps us out: %s".formatted(node, description(status));
                    case UNAUTHENTICATED ->
                            "%s wants to know who we are, and was not satisfied: %s"
                                    .formatted(node, description(status));
                    case UNIMPLEMENTED ->
                            "what listens at %s is no SLIM data plane (%s); nodes use port 46357 unless told otherwise"
                                    .formatted(node, description(status));
                    case UNAVAILABLE -> unavailable(status, node, negotiated);
                    default ->
                            "the link to %s broke: %s, %s"
                                    .formatted(node, status.getCode(), description(status));
                };
        return new LinkFailure(
                what,
                status.getCode() == Status.Code.PERMISSION_DENIED,
                status.asRuntimeException());
    }

    private static String unavailable(Status status, NodeAddress node, boolean negotiated) {
        Throwable cause = status.getCause();
        if (find(cause, UnknownHostException.class).isPresent()
                || find(cause, UnresolvedAddressException.class).isPresent()) {
            return "%s can't be reached: the host name %s is unknown here; check its spelling"
                    .formatted(node, node.host());
        }
        if (find(cause, NotSslRecordException.class).isPresent()) {
            return "%s does not speak TLS; use http:// if cleartext is what you want"
                    .formatted(node);
        }
        Optional<CertificateException> certificate = find(cause, CertificateException.class);
        if (certificate.isPresent()) {
            return "the certificate of %s is not to be trusted: %s; give the authority that signed it, and the server name that it is for"
                    .formatted(node, certificate.get().getMessage());
        }
        Optional<SSLException> tls = find(cause, SSLException.class);
        if (tls.isPresent()) {
            return "TLS with %s failed: %s; it may want a client certificate, or another TLS version"
                    .formatted(node, tls.get().getMessage());
        }
        if (find(cause, ConnectException.class).isPresent()) {
            return "%s can't be reached: %s; start the node, or check host and port"
                    .formatted(node, rootMessage(cause));
        }
        return negotiated
                ? "the link to %s was lost: %s".formatted(node, description(status))
                : "%s hung up before it answered our link negotiation (%s); it may want TLS, or be no SLIM node"
                        .formatted(node, description(status));
    }

    private static String description(Status status) {
        String said = status.getDescription();
        return said == null ? "it gave no reason" : said;
    }

    private static String rootMessage(@Nullable Throwable failure) {
        String message = "";
        for (Throwable each = failure; each != null; each = each.getCause()) {
            message = each.getMessage() == null ? message : each.getMessage();
        }
        return message;
    }

    private static <T extends Throwable> Optional<T> find(
            @Nullable Throwable failure, Class<T> kind) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (kind.isInstance(each)) {
                return Optional.of(kind.cast(each));
            }
        }
        return Optional.empty();
    }
}
