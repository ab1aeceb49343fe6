package io.slimconsole.ui.channels;

import io.slimconsole.ui.sessions.Channel;
import io.slimconsole.ui.sessions.ChannelsState;
import io.slimconsole.ui.sessions.LostChannel;
import io.slimconsole.ui.table.Edit;
import io.slimconsole.ui.table.LiveRow;

import java.util.List;
import java.util.Optional;

/// What one sample changes on the screen.
///
/// @param all how many channels there are, shown or not
/// @param problems how many of them have one
/// @param missed how many rows changed since the operator paused
/// @param open the channel whose page is open; empty also once it is no more
record ChannelsFrame(
        ChannelsState state,
        Edit<LiveRow<ChannelLine>> edit,
        int all,
        int problems,
        int missed,
        List<LostChannel> lost,
        Optional<Channel> open,
        Edit<LiveRow<Channel.Member>> memberEdit) {}
