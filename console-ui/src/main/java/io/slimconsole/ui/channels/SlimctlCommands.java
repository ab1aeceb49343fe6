package io.slimconsole.ui.channels;

import io.slimconsole.node.name.Name;
import io.slimconsole.ui.sessions.Channel;

import java.util.ArrayList;
import java.util.List;

/// What an operator would type into upstream's command line for the same thing.
///
/// It knows names of three components only.
///
/// @see "identity-and-control.md 7.3"
final class SlimctlCommands {
    private static final String MANAGER = "slimctl channel-manager ";

    private SlimctlCommands() {}

    /// Makes the channel, with all of its members but the moderator.
    static String of(Channel channel) {
        List<String> lines = new ArrayList<>();
        lines.add(
                MANAGER
                        + "create-channel "
                        + quoted(channel.name())
                        + (channel.options().encrypted() ? "" : " --disable-mls"));
        for (Channel.Member member : channel.members()) {
            if (!member.self()) {
                lines.add(add(channel.name(), member.participant().name()));
            }
        }
        return String.join("\n", lines);
    }

    static String add(Name channel, Name member) {
        return MANAGER + "add-participant " + quoted(channel) + " " + quoted(member);
    }

    static String remove(Name channel, Name member) {
        return MANAGER + "delete-participant " + quoted(channel) + " " + quoted(member);
    }

    /// Names may hold anything but a slash; a shell takes some of it for its own.
    private static String quoted(Name name) {
        String text = name.prefix();
        return text.matches("[A-Za-z0-9_./:@%+=,-]+")
                ? text
                : "'" + text.replace("'", "'\\''") + "'";
    }
}
