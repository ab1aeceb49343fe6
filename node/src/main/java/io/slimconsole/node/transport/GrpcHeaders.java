package io.slimconsole.node.transport;

import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.ReadOnlyHttp2Headers;
import io.netty.util.AsciiString;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;

/// The headers of gRPC: which request is ours, and what is answered.
final class GrpcHeaders {
    static final AsciiString PATH =
            AsciiString.cached("/dataplane.proto.v1.DataPlaneService/OpenChannel");

    private static final AsciiString CONTENT_TYPE = AsciiString.cached("content-type");
    private static final AsciiString GRPC = AsciiString.cached("application/grpc");
    private static final AsciiString GRPC_STATUS = AsciiString.cached("grpc-status");
    private static final AsciiString GRPC_MESSAGE = AsciiString.cached("grpc-message");
    private static final AsciiString POST = AsciiString.cached("POST");
    private static final AsciiString OK = AsciiString.cached("200");

    private static final Http2Headers ACCEPTED =
            ReadOnlyHttp2Headers.serverHeaders(false, OK, CONTENT_TYPE, GRPC);

    private GrpcHeaders() {}

    static Http2Headers accepted() {
        return ACCEPTED;
    }

    /// What to answer a request that can't become a stream; null if it can.
    static @Nullable Http2Headers refusal(Http2Headers request, boolean busy) {
        if (!POST.contentEquals(orEmpty(request.method()))) {
            return new DefaultHttp2Headers().status("405");
        }
        if (!isGrpc(orEmpty(request.get(CONTENT_TYPE)))) {
            return new DefaultHttp2Headers().status("415");
        }
        if (!PATH.contentEquals(orEmpty(request.path()))) {
            return only(
                    GrpcStatus.UNIMPLEMENTED,
                    "this node serves nothing but " + PATH.subSequence(1));
        }
        if (busy) {
            return only(
                    GrpcStatus.RESOURCE_EXHAUSTED,
                    "one stream on each HTTP/2 connection; open another connection");
        }
        return null;
    }

    static Http2Headers trailers(GrpcStatus status, String text) {
        return status(new DefaultHttp2Headers(), status, text);
    }

    private static Http2Headers only(GrpcStatus status, String text) {
        return status(new DefaultHttp2Headers().status(OK).set(CONTENT_TYPE, GRPC), status, text);
    }

    private static Http2Headers status(Http2Headers headers, GrpcStatus status, String text) {
        headers.set(GRPC_STATUS, Integer.toString(status.code()));
        if (!text.isEmpty()) {
            headers.set(GRPC_MESSAGE, percentEncoded(text));
        }
        return headers;
    }

    private static boolean isGrpc(CharSequence contentType) {
        if (!AsciiString.of(contentType).startsWith(GRPC)) {
            return false;
        }
        return contentType.length() == GRPC.length()
                || contentType.charAt(GRPC.length()) == '+'
                || contentType.charAt(GRPC.length()) == ';';
    }

    private static CharSequence orEmpty(@Nullable CharSequence value) {
        return value == null ? "" : value;
    }

    /// As gRPC wants its messages: printable ASCII but `%`, everything else as the UTF-8 bytes in hexadecimal.
    private static String percentEncoded(String text) {
        var encoded = new StringBuilder(text.length());
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (b >= ' ' && b <= '~' && b != '%') {
                encoded.append((char) b);
            } else {
                encoded.append('%').append("%02X".formatted(b & 0xFF));
            }
        }
        return encoded.toString();
    }
}
