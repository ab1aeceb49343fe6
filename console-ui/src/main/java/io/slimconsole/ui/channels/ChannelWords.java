package io.slimconsole.ui.channels;

import io.slimconsole.node.name.Name;
import io.slimconsole.session.wire.Participant;
import io.slimconsole.ui.fx.Formats;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.sessions.Channel;

/// Words about channels and members that more than one place of the screen says.
final class ChannelWords {
    private ChannelWords() {}

    static String state(ChannelLine line, Texts texts) {
        return line.summary().stored()
                ? texts.get("state." + line.summary().phase())
                : texts.get("state.not-stored");
    }

    /// `3/4`: how many are online, of how many.
    static String members(int online, int all) {
        return Formats.count(online) + "/" + Formats.count(all);
    }

    /// A name as people tell it from others: the instance short, or none.
    static String called(Name name) {
        return name.id().isNull()
                ? name.prefix()
                : name.prefix() + "/" + Formats.shortId(name.id());
    }

    static String direction(Participant participant, Texts texts) {
        return texts.get(
                "direction."
                        + (participant.sends()
                                ? participant.receives() ? "both" : "sends"
                                : participant.receives() ? "receives" : "none"));
    }

    /// How many there are apart from the console.
    static int others(Channel channel) {
        return (int) channel.members().stream().filter(member -> !member.self()).count();
    }
}
