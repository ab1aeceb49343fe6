package io.slimconsole.ui.conversation;

import io.slimconsole.node.name.Name;
import io.slimconsole.ui.fx.Formats;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.sessions.Channel;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What the console can read and say on a channel.
///
/// @param access a sentence or two on what can be read here, and by whom
/// @param open whether others can read it as well
/// @param receivers members that a message may be for
/// @param closed why nothing can be said; empty where it can
/// @param hint what happens to what is said, where that is not plain; may be empty
record Footing(String access, boolean open, List<Name> receivers, String closed, String hint) {
    /// No channel is shown.
    static final Footing NONE = new Footing("", false, List.of(), "", "");

    Footing {
        receivers = List.copyOf(receivers);
    }

    static Footing of(Optional<Channel> found, Texts texts, Clock clock) {
        if (found.isEmpty()) {
            String gone = texts.get("closed.gone");
            return new Footing(gone, false, List.of(), gone, "");
        }
        Channel channel = found.get();
        Optional<Channel.Member> self =
                channel.members().stream().filter(Channel.Member::self).findFirst();
        Instant since = self.flatMap(Channel.Member::joined).orElse(channel.created());
        boolean encrypted = channel.options().encrypted();
        boolean reads = self.map(member -> member.participant().receives()).orElse(true);
        boolean sends = self.map(member -> member.participant().sends()).orElse(true);
        String access =
                reads
                        ? texts.get(
                                encrypted ? "access.encrypted" : "access.plain", time(since, clock))
                        : texts.get("access.deaf");
        List<Name> receivers =
                channel.members().stream()
                        .filter(member -> !member.self())
                        .map(Channel.Member::participant)
                        .filter(each -> each.receives() && each.online())
                        .map(each -> each.name())
                        .toList();
        String closed =
                channel.phase() == Channel.Phase.CLOSING
                        ? texts.get("closed.closing")
                        : sends ? "" : texts.get("closed.mute");
        String hint = "";
        if (closed.isEmpty() && receivers.isEmpty()) {
            boolean alone = channel.members().size() <= 1;
            hint = texts.get(alone ? "hint.alone" : "hint.nobody-receives");
        } else if (closed.isEmpty() && !channel.options().reliable()) {
            hint = texts.get("hint.unreliable");
        }
        return new Footing(access, !encrypted, receivers, closed, hint);
    }

    /// The time of day, with the date unless that is today.
    private static String time(Instant instant, Clock clock) {
        boolean today =
                instant.atZone(clock.getZone())
                        .toLocalDate()
                        .equals(clock.instant().atZone(clock.getZone()).toLocalDate());
        return today
                ? Formats.clock(instant, clock.getZone())
                : Formats.time(instant, clock.getZone());
    }

    /// Why something can't be sent now.
    ///
    /// @param to empty for all
    Optional<String> hindered(Optional<Name> to, Texts texts) {
        if (!closed.isEmpty()) {
            return Optional.of(closed);
        }
        return to.filter(name -> !receivers.contains(name))
                .map(name -> texts.get("trouble.receiver-gone", EntryWords.called(name)));
    }
}
