package io.slimconsole.ui.settings;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What was found in the files for TLS.
///
/// @param paths what was looked at
/// @param findings by field; a field without any may be missing
/// @param certificate the node's own, where it could be read
record TlsReport(
        TlsPaths paths,
        Map<SettingField, List<Finding>> findings,
        Optional<CertificateFacts> certificate) {
    TlsReport {
        findings = Map.copyOf(findings);
    }
}
