package io.slimconsole.persistence.audit;

import io.slimconsole.node.feed.FeedLevel;
import io.slimconsole.node.feed.MessageFeed;
import io.slimconsole.node.feed.MessageSink;

/// Where the writer gets messages from: a [MessageFeed], or a test.
interface MessageSource {
    int drain(MessageSink sink);

    /// How many records it had no room for.
    long lost();

    void level(FeedLevel level);

    /// The number of the newest run of a node.
    int run();

    static MessageSource of(MessageFeed feed) {
        return new MessageSource() {
            @Override
            public int drain(MessageSink sink) {
                return feed.drain(sink);
            }

            @Override
            public long lost() {
                return feed.lost();
            }

            @Override
            public void level(FeedLevel level) {
                feed.level(level);
            }

            @Override
            public int run() {
                return feed.run();
            }
        };
    }
}
