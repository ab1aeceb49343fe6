/// Who an application is on the network: its token, its signature key, its id; and whether others are who they say.
///
/// Start with [io.slimconsole.session.identity.Identity] and [io.slimconsole.session.identity.TokenVerifier]. All of them may be
/// used on any thread.
@NullMarked
package io.slimconsole.session.identity;

import org.jspecify.annotations.NullMarked;
