/// Data of one session: sent to all or to one, acknowledged, asked for again, put in order.
///
/// Start with [io.slimconsole.session.delivery.Delivery]: it holds every transition, for moderators and participants
/// alike. It has no thread, no clock and no network: the session's loop tells it what happened and when, and carries out
/// what it answers, on the session's own thread. All content is plaintext here; the loop encrypts whatever it sends, every
/// time anew, and decrypts what it passes on.
@NullMarked
package io.slimconsole.session.delivery;

import org.jspecify.annotations.NullMarked;
