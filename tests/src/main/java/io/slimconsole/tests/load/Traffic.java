package io.slimconsole.tests.load;

/// Who publishes what to whom.
///
/// @param senders each with receivers of its own
/// @param receivers of each sender
/// @param payloadBytes of each message
/// @param delivery how a sender reaches its receivers
/// @param crowd subscriptions present beside the receivers' own
record Traffic(int senders, int receivers, int payloadBytes, Delivery delivery, Crowd crowd) {
    /// How a publish is addressed.
    enum Delivery {
        /// To the instance that the one receiver subscribed.
        INSTANCE,
        /// To a channel's name that all receivers subscribed.
        CHANNEL,
        /// To any one instance of the crowd, which the receivers hold between them.
        ANYCAST
    }

    static Traffic pairs(int count, int payloadBytes) {
        return new Traffic(count, 1, payloadBytes, Delivery.INSTANCE, Crowd.NONE);
    }

    static Traffic fanOut(int receivers, int payloadBytes) {
        return new Traffic(1, receivers, payloadBytes, Delivery.CHANNEL, Crowd.NONE);
    }

    static Traffic anycast(int receivers, int payloadBytes, Crowd crowd) {
        return new Traffic(1, receivers, payloadBytes, Delivery.ANYCAST, crowd);
    }

    Traffic among(Crowd other) {
        return new Traffic(senders, receivers, payloadBytes, delivery, other);
    }

    /// How often each published message arrives.
    int copies() {
        return delivery == Delivery.CHANNEL ? receivers : 1;
    }
}
