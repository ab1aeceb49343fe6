/// What a node tells about each message that it handles, for a log or a live view: headers and outcomes, no content.
///
/// Start with [MessageFeed]: whoever wants records makes one, gives it to a node, and drains it on a thread of its own. The
/// side of the event loops is [LaneFeed]; it never waits, and drops and counts what the reader is too slow for.
@NullMarked
package io.slimconsole.node.feed;

import org.jspecify.annotations.NullMarked;
