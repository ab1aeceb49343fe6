/// Who is in a session: invitations, removals, and what all members know of each other.
///
/// Start with [io.slimconsole.session.membership.ModeratorMachine]: it is pure and holds every transition. Who runs it carries
/// out what it says, and stores its state before anybody hears of a change.
@NullMarked
package io.slimconsole.session.membership;

import org.jspecify.annotations.NullMarked;
