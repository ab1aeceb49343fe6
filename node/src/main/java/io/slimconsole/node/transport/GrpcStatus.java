package io.slimconsole.node.transport;

/// The gRPC status codes that this node ends a stream with.
///
/// @see <a href="https://grpc.io/docs/guides/status-codes/">gRPC status codes</a>
public enum GrpcStatus {
    OK(0),
    DEADLINE_EXCEEDED(4),
    PERMISSION_DENIED(7),
    RESOURCE_EXHAUSTED(8),
    FAILED_PRECONDITION(9),
    UNIMPLEMENTED(12),
    INTERNAL(13),
    UNAVAILABLE(14);

    private final int code;

    GrpcStatus(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
