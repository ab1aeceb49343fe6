package io.slimconsole.tests.mls;

import io.slimconsole.tests.interop.NodeJsCondition;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives tests the [MlsPeers], one for all of a run; skips them where Node.js is missing, except under `CI`.
final class MlsPeersExtension implements ExecutionCondition, ParameterResolver, AfterEachCallback {
    private static final Namespace NAMESPACE = Namespace.create(MlsPeersExtension.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return NodeJsCondition.available(peers(context).installation());
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == MlsPeers.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return peers(context);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        context.getExecutionException()
                .ifPresent(failure -> failure.addSuppressed(new Aside(peers(context).log())));
        peers(context).forget();
    }

    private static MlsPeers peers(ExtensionContext context) {
        // the store closes it when all tests are over
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(MlsPeers.class, key -> new MlsPeers(), MlsPeers.class);
    }
}
