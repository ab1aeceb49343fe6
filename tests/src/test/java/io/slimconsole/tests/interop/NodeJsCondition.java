package io.slimconsole.tests.interop;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Skips the interop tests where Node.js is missing, and says so; where `CI` is set, missing it is a failure.
final class NodeJsCondition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        var missing = ScenarioExtension.peer(context).missing();
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
