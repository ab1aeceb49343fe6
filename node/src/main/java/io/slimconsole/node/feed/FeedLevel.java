package io.slimconsole.node.feed;

/// Of which messages a node makes records.
///
/// "Data" is what applications send each other in sessions: messages, and repetitions of those that were lost. All
/// else is control: what opens, changes and ends sessions, and acknowledges. What is not delivered is recorded at every
/// level but [Off].
public sealed interface FeedLevel {
    record Off() implements FeedLevel {}

    /// Control, and whatever is not delivered.
    record ControlOnly() implements FeedLevel {}

    /// As [ControlOnly], and one in `n` of the data messages.
    ///
    /// @param n at least 2
    record Sampled(int n) implements FeedLevel {
        public Sampled {
            if (n < 2) {
                throw new IllegalArgumentException(
                        "one in %d is no sample; take 2 or more, or all".formatted(n));
            }
        }
    }

    record All() implements FeedLevel {}
}
