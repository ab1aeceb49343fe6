package io.slimconsole.ui.channels;

import io.slimconsole.node.name.Name;
import io.slimconsole.ui.sessions.Channel;
import io.slimconsole.ui.sessions.Channels;
import io.slimconsole.ui.table.Board;
import io.slimconsole.ui.table.Edit;
import io.slimconsole.ui.table.LiveFeed.Turn;
import io.slimconsole.ui.table.LiveList;
import io.slimconsole.ui.table.LiveRow;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads the channels and works out what the window has to change. Lives on the sampler's thread.
final class ChannelsSource {
    private final Channels channels;
    private final LiveList<LiveRow<ChannelLine>> list;
    private final LiveList<LiveRow<Channel.Member>> members;
    private final Board<Integer, Channel, ChannelLine> board = new Board<>(new ChannelLines());
    private final Board<Name, Channel.Member, Channel.Member> memberBoard =
            new Board<>(new MemberLines());
    private Optional<Integer> opened = Optional.empty();

    ChannelsSource(
            Channels channels,
            LiveList<LiveRow<ChannelLine>> list,
            LiveList<LiveRow<Channel.Member>> members) {
        this.channels = channels;
        this.list = list;
        this.members = members;
    }

    synchronized ChannelsFrame read(Turn<ChannelsLook> turn) {
        Instant now = turn.at();
        ChannelsLook look = turn.look();
        List<Channel> all = channels.list();
        int missed = 0;
        if (turn.paused()) {
            missed = board.differences(all);
        } else {
            board.put(all, now);
        }
        if (!look.open().equals(opened)) {
            opened = look.open();
            memberBoard.clear();
        }
        Optional<Channel> open = opened.flatMap(channels::find);
        open.ifPresent(channel -> memberBoard.put(present(channel), now));
        return new ChannelsFrame(
                channels.state(),
                Edit.between(
                        list.rows(), board.show(look.filter(), look.order(), now, turn.calm())),
                board.size(),
                board.count(line -> line.problem().isPresent()),
                missed,
                channels.lost(),
                open,
                Edit.between(
                        members.rows(),
                        memberBoard.show(_ -> true, look.memberOrder(), now, turn.calm())));
    }

    /// Those who leave are in sight until all know.
    private static List<Channel.Member> present(Channel channel) {
        return Stream.concat(channel.members().stream(), channel.leaving().stream()).toList();
    }

    private static final class ChannelLines implements Board.Lines<Integer, Channel, ChannelLine> {
        @Override
        public Integer key(Channel channel) {
            return channel.sessionId();
        }

        @Override
        public ChannelLine line(Channel channel, @Nullable ChannelLine before) {
            return ChannelLine.next(channel, before);
        }
    }

    private static final class MemberLines
            implements Board.Lines<Name, Channel.Member, Channel.Member> {
        @Override
        public Name key(Channel.Member member) {
            return member.participant().name();
        }

        @Override
        public Channel.Member line(Channel.Member member, Channel.@Nullable Member before) {
            return before != null && before.equals(member) ? before : member;
        }
    }
}
