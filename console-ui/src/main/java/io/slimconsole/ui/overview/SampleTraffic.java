package io.slimconsole.ui.overview;

/// A few applications inside this process that talk to each other through the node, for people who have no clients yet.
///
/// The methods may wait, so they are called on a task thread.
public interface SampleTraffic {
    boolean running();

    /// Starts the applications on the running node; does nothing while they run.
    ///
    /// @throws RuntimeException with a message for the operator if they can't start
    void start();

    /// Ends them; does nothing when they don't run.
    void stop();
}
