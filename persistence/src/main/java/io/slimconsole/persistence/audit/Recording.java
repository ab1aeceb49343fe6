package io.slimconsole.persistence.audit;

/// How many messages are recorded.
public sealed interface Recording {
    record All() implements Recording {}

    /// All but the applications' own data: what opens, changes and ends sessions, and acknowledges. What was not delivered is recorded
    /// whatever it is.
    record ControlOnly() implements Recording {}

    /// As [ControlOnly], and one in `n` of the data messages.
    ///
    /// @param n at least 2
    record Sampled(int n) implements Recording {
        public Sampled {
            if (n < 2) {
                throw new IllegalArgumentException(
                        "one in %d is no sample; take 2 or more, or record all".formatted(n));
            }
        }
    }

    record Off() implements Recording {}
}
