/// An embeddable SLIM node: it routes messages between applications by name and sees no content.
///
/// Start with [SlimNode]. What it is made of lives in the subpackages; nothing outside this module needs them, apart
/// from `node.name` (names) and `node.wire` (messages of local applications).
@NullMarked
package io.slimconsole.node;

import org.jspecify.annotations.NullMarked;
