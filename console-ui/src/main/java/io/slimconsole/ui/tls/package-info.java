/// What is in certificate and key files, for people who have to choose them.
///
/// Start with [TlsFiles]. It knows no toolkit, reads files, and so belongs on a task thread.
@NullMarked
package io.slimconsole.ui.tls;

import org.jspecify.annotations.NullMarked;
