/// Who is connected, and what becomes of each message.
///
/// Start with [Exchange], the door: it knows all links and carries out what a node is asked for. The path of a message
/// begins at `NetworkLink` (or `LocalLink`), goes through the `Lane` of that link's event loop (read, verify, match,
/// sign) and ends as part of a `Parcel` on the event loop of each link that it leaves by. `Congestion` holds senders
/// back while a receiver can't keep up.
///
/// A link, and the lane it uses, belong to one event loop. What other threads read of them are single volatile or
/// opaque values.
@NullMarked
package io.slimconsole.node.forward;

import org.jspecify.annotations.NullMarked;
