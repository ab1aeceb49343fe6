package io.slimconsole.session.network;

import io.slimconsole.node.name.Name;

/// Hears how the links of applications are.
@FunctionalInterface
public interface LinkListener {
    LinkListener NONE = (_, _) -> {};

    /// Called for one state of an application after the other.
    ///
    /// @param application the name that it took part with
    void changed(Name application, LinkState state);
}
