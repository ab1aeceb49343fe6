package io.slimconsole.ui.app;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;

/// Hears Ctrl-C and SIGTERM before the JVM does.
///
/// The JVM would run its shutdown hooks all at once, JavaFX's among them: a window that is still drawn then ends with a
/// stack trace. The classes are in the module `jdk.unsupported` and give compiler warnings that can't be switched
/// off, hence reflection; where they are missing, the shutdown hook still ends the console.
final class Signals {
    private static final Logger LOG = LoggerFactory.getLogger(Signals.class);

    private Signals() {}

    /// @param action called on a thread of the JVM's, for each signal
    static void onEnd(Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Method handle = signal.getMethod("handle", signal, handler);
            // its one method returns nothing; what the proxy gives back is not looked at
            Object proxy =
                    Proxy.newProxyInstance(
                            Signals.class.getClassLoader(),
                            new Class<?>[] {handler},
                            (self, _, _) -> {
                                action.run();
                                return self;
                            });
            for (String name : List.of("INT", "TERM")) {
                Object number = signal.getConstructor(String.class).newInstance(name);
                handle.invoke(null, number, proxy);
            }
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            LOG.debug("signals end the console by its shutdown hook", unwrap(e));
        }
    }

    private static Throwable unwrap(Exception e) {
        Throwable cause = e instanceof InvocationTargetException ? e.getCause() : null;
        return cause == null ? e : cause;
    }
}
