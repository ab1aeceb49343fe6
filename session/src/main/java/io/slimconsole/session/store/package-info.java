/// What is left of a session when the process ends: a port for the application, and the form in which it is kept.
///
/// Start with [io.slimconsole.session.store.SessionStore].
@NullMarked
package io.slimconsole.session.store;

import org.jspecify.annotations.NullMarked;
