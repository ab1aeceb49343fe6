/// The way to other applications: a port, and what it is made of in the process of a node.
///
/// Start with [io.slimconsole.session.network.Network].
@NullMarked
package io.slimconsole.session.network;

import org.jspecify.annotations.NullMarked;
