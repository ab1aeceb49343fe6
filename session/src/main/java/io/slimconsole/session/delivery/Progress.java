package io.slimconsole.session.delivery;

import java.util.List;

/// What one more message, or the news that it won't come, changed in a sender's order.
///
/// @param released for the application, in order
/// @param missing ids that turned out to be missing
/// @param closed ids that were missing, and that nobody need ask for any more
record Progress(List<DeliveryOutput> released, List<Integer> missing, List<Integer> closed) {
    static final Progress NONE = new Progress(List.of(), List.of(), List.of());

    static Progress of(DeliveryOutput released) {
        return new Progress(List.of(released), List.of(), List.of());
    }
}
