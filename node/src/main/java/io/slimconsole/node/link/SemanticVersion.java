package io.slimconsole.node.link;

import java.util.regex.Pattern;

/// The form that a SLIM version must have (Semantic Versioning 2.0.0); versions are never compared.
final class SemanticVersion {
    private static final String NUMBER = "(?:0|[1-9]\\d{0,18})";
    private static final String PRE_RELEASE = "(?:0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*)";
    private static final String BUILD = "[0-9a-zA-Z-]+";
    private static final Pattern FORM =
            Pattern.compile(
                    "%1$s\\.%1$s\\.%1$s(?:-%2$s(?:\\.%2$s)*+)?(?:\\+%3$s(?:\\.%3$s)*+)?"
                            .formatted(NUMBER, PRE_RELEASE, BUILD));

    private SemanticVersion() {}

    static boolean isValid(String text) {
        return FORM.matcher(text).matches();
    }
}
