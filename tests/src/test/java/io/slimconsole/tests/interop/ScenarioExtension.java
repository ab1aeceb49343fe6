package io.slimconsole.tests.interop;

import io.slimconsole.tests.peer.PeerInstallation;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/// Gives each test a [Scenario] of its own, ends it after the test, and attaches the logs where the test fails.
final class ScenarioExtension implements ParameterResolver, TestExecutionExceptionHandler {
    private static final Namespace NAMESPACE = Namespace.create(ScenarioExtension.class);

    /// One for all interop tests of a run.
    static PeerInstallation peer(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(
                        PeerInstallation.class,
                        key -> PeerInstallation.upstream(),
                        PeerInstallation.class);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Scenario.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        // the store closes it when the test is over
        return context.getStore(NAMESPACE)
                .computeIfAbsent(
                        Scenario.class, key -> new Scenario(peer(context).home()), Scenario.class);
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure)
            throws Throwable {
        var scenario = context.getStore(NAMESPACE).get(Scenario.class, Scenario.class);
        if (scenario != null) {
            failure.addSuppressed(new Logs(scenario.log()));
        }
        throw failure;
    }

    /// Not an error, only a way to show the logs beside the failure.
    private static final class Logs extends Throwable {
        private static final long serialVersionUID = 1;

        private Logs(String text) {
            super("what the processes of the scenario logged:\n" + text, null, false, false);
        }
    }
}
