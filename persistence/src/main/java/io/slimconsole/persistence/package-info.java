/// What SLIM Console remembers: settings, the state of the window, sessions and secrets, in one H2 file of the operator's.
///
/// Start with [Database]: it opens the file, brings its schema up to date, and answers with an [OpenResult] when it
/// can't. The stores behind it may be used on any thread; writing happens on a thread of the database's own.
@NullMarked
package io.slimconsole.persistence;

import org.jspecify.annotations.NullMarked;
