/// gRPC over HTTP/2, as far as SLIM needs it: one method, one stream of messages each way, raw bytes.
///
/// Start with [GrpcServer], which listens and hands every accepted stream to a [StreamAcceptor]; a [MessageStream] and
/// its [StreamListener] are the two directions of one stream. HTTP/2 itself is Netty's codec; what is ours is the five
/// bytes in front of a gRPC message (`Deframer`) and what to do about peers that break rules (`ServerConnection`).
/// Everything here runs on the event loop of the TCP connection, and nothing here knows what is in a message.
@NullMarked
package io.slimconsole.node.transport;

import org.jspecify.annotations.NullMarked;
