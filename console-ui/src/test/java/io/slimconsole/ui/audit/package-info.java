/// Tests of the screens of the audit log.
@NullMarked
package io.slimconsole.ui.audit;

import org.jspecify.annotations.NullMarked;
