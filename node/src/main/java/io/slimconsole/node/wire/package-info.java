/// SLIM messages as bytes: read in place, rewritten in place, and as values for local applications.
///
/// Start with [MessageCursor], which finds its way through one serialized message without making objects of it, and
/// [MessageRewriter], which writes what leaves by a link. Both are reused, one per event loop. [SlimMessage] is the
/// view that an application in this process works with. The generated classes live in `node.wire.proto`; only this
/// package, `node.link` and `node.transport` touch them.
@NullMarked
package io.slimconsole.node.wire;

import org.jspecify.annotations.NullMarked;
