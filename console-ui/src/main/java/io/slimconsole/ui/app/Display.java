package io.slimconsole.ui.app;

import java.util.Map;
import java.util.Properties;

/// Whether there is anything that a window could be shown on.
final class Display {
    private Display() {}

    /// Only what can be known without the toolkit: on Linux a desktop session names its display. Whether that display
    /// answers shows when the toolkit starts.
    static boolean isNamed(Map<String, String> environment, Properties system) {
        boolean linux = system.getProperty("os.name", "").contains("Linux");
        boolean drawsIntoMemory = "Headless".equals(system.getProperty("glass.platform"));
        return !linux
                || drawsIntoMemory
                || isSet(environment, "DISPLAY")
                || isSet(environment, "WAYLAND_DISPLAY");
    }

    private static boolean isSet(Map<String, String> environment, String variable) {
        String value = environment.get(variable);
        return value != null && !value.isBlank();
    }
}
