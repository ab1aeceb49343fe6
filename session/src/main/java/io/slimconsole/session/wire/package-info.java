/// Messages of sessions as values: what the session layer says, and what it was told.
///
/// Start with [io.slimconsole.session.wire.SessionMessage]. [io.slimconsole.session.wire.SessionCodec] is the only place that
/// touches the generated classes. Values only, usable on any thread.
@NullMarked
package io.slimconsole.session.wire;

import org.jspecify.annotations.NullMarked;
