/// What happens in a group (RFC 9420 §11 and §12): proposals, commits and welcomes, made and followed.
///
/// Start with `Epoch`, which is all that a member knows at one time. `CommitReader` and `CommitWriter` lead from one to
/// the next, `WelcomeReader` to the first one. None of them changes what it is given: who refuses a message has not
/// touched anything.
@NullMarked
package io.slimconsole.mls.group;

import org.jspecify.annotations.NullMarked;
