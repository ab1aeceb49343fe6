/// Exports that prove what they say: a chain over their lines, and a signed manifest as the last one.
///
/// Start with [ProvenLines], which writes, and [ExportCheck], which needs nothing but the file. [VerifyExport] is the command that anyone can run.
@NullMarked
package io.slimconsole.persistence.audit.proof;

import org.jspecify.annotations.NullMarked;
