package io.slimconsole.tests.interop;

import io.slimconsole.tests.peer.PeerInstallation;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Skips the tests with other implementations where Node.js is missing, and says so; where `CI` is set, missing it is a
/// failure.
public final class NodeJsCondition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return available(ScenarioExtension.peer(context));
    }

    /// The same for any installation.
    public static ConditionEvaluationResult available(PeerInstallation peer) {
        var missing = peer.missing();
        if (missing.isEmpty()) {
            return ConditionEvaluationResult.enabled("Node.js is there");
        }
        if (isSet(System.getenv("CI"))) {
            throw new IllegalStateException(missing.get() + " (not skipped, since CI is set)");
        }
        return ConditionEvaluationResult.disabled(missing.get());
    }

    private static boolean isSet(@Nullable String value) {
        return value != null && !value.isBlank() && !value.equalsIgnoreCase("false");
    }
}
