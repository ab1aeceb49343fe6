package io.slimconsole.node;

/// To how many of the matching receivers a publish goes.
///
/// @see "data-plane.md 5.2"
public enum Delivery {
    /// `fanout` is 1.
    ONE,
    /// any other `fanout`
    ALL
}
