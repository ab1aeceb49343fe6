package io.slimconsole.ui.channels;

import io.slimconsole.ui.sessions.Channel;
import io.slimconsole.ui.table.RowOrder;

import java.util.Optional;

/// What the operator wants to see: the sampler's thread reads it, the window replaces it as a whole.
///
/// @param open the session id of the channel whose page is open
record ChannelsLook(
        ChannelFilter filter,
        RowOrder<ChannelLine> order,
        RowOrder<Channel.Member> memberOrder,
        Optional<Integer> open) {
    static final ChannelsLook FIRST =
            new ChannelsLook(
                    ChannelFilter.of("", false),
                    ChannelColumn.NAME.order(false),
                    MemberColumn.JOINED_EPOCH.order(false),
                    Optional.empty());

    ChannelsLook filtered(String text, boolean problemsOnly) {
        return new ChannelsLook(ChannelFilter.of(text, problemsOnly), order, memberOrder, open);
    }

    ChannelsLook by(RowOrder<ChannelLine> other) {
        return new ChannelsLook(filter, other, memberOrder, open);
    }

    ChannelsLook membersBy(RowOrder<Channel.Member> other) {
        return new ChannelsLook(filter, order, other, open);
    }

    ChannelsLook opened(Optional<Integer> sessionId) {
        return new ChannelsLook(filter, order, memberOrder, sessionId);
    }
}
