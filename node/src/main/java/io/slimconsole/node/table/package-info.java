/// Who subscribed what, and who gets a message.
///
/// Start with [SubscriptionTable]. Readers see one immutable snapshot and take no lock: event loops match every publish
/// against it, windows take pictures of it. Changes are made one at a time and copy only the path that they change, in
/// tries (see [Trie]) whose cost is the same for ten entries and for a million.
@NullMarked
package io.slimconsole.node.table;

import org.jspecify.annotations.NullMarked;
