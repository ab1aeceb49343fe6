/// The secrets of an epoch and the keys of its messages (RFC 9420 §8 and §9).
///
/// Start with `KeySchedule`, which leads from one epoch to the next, and with `SecretTree`, which has a key for every
/// message. A `SecretTree` belongs to one group and one thread; everything else is unchanging.
@NullMarked
package io.slimconsole.mls.schedule;

import org.jspecify.annotations.NullMarked;
