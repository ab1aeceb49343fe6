package io.slimconsole.node.feed;

import io.slimconsole.node.name.EncodedName;
import io.slimconsole.node.name.Name;

/// Takes what [MessageFeed#drain] finds; on the thread that drains.
public interface MessageSink {
    /// @param record is used again for the next one
    void record(MessageRecord record);

    /// The strings of a prefix, told before the first record that has it if the message came with them. They really
    /// hash to it: those of a peer that lies are left out.
    ///
    /// Told once by each event loop, and again when it has seen many others since. How many names there are is up to
    /// the peers: whoever keeps them needs a limit.
    ///
    /// @param prefix its id is the NULL id
    /// @param strings the same name for people
    void name(EncodedName prefix, Name strings);
}
