/// What the console reports to its audit log: what happens in the node and on channels, and what is done by the operator and
/// over an API.
///
/// Start with [io.slimconsole.ui.recording.Recorder], which wraps the ports that everything goes through; so a screen that changes
/// something need not know that it is recorded. Secrets and contents are in no entry, but for channels whose content the
/// operator wants kept: that is sealed.
@NullMarked
package io.slimconsole.ui.recording;

import org.jspecify.annotations.NullMarked;
