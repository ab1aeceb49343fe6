/// The session layer: applications on a SLIM network, their sessions with each other, and the messages in them.
///
/// It uses a node for what has to get there, and MLS for what only members may read. The packages below are its parts: who one
/// is (`identity`), and what is said (`wire`).
@NullMarked
package io.slimconsole.session;

import org.jspecify.annotations.NullMarked;
