package io.slimconsole.ui.kit;

import io.slimconsole.mls.GroupView;
import io.slimconsole.node.name.Name;
import io.slimconsole.ui.sessions.Channel;
import io.slimconsole.ui.sessions.Invitation;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Channels that differ from others in one thing.
final class Changed {
    private Changed() {}

    static Channel phase(Channel c, Channel.Phase phase) {
        return of(c, phase, c.epoch(), c.members(), c.leaving(), c.invitations(), c.traffic());
    }

    static Channel traffic(Channel c, Channel.Traffic traffic) {
        return of(c, c.phase(), c.epoch(), c.members(), c.leaving(), c.invitations(), traffic);
    }

    static Channel invitations(Channel c, List<Invitation> invitations) {
        return of(c, c.phase(), c.epoch(), c.members(), c.leaving(), invitations, c.traffic());
    }

    static Channel members(Channel c, long epoch, List<Channel.Member> members) {
        return of(c, c.phase(), epoch, members, c.leaving(), c.invitations(), c.traffic());
    }

    static Channel online(Channel c, Name member, boolean online) {
        return members(
                c,
                c.epoch(),
                c.members().stream()
                        .map(each -> isCalled(each, member) ? online(each, online) : each)
                        .toList());
    }

    private static Channel.Member online(Channel.Member member, boolean online) {
        return new Channel.Member(
                member.participant().withOnline(online),
                member.self(),
                member.joined(),
                member.joinedEpoch(),
                member.leaf(),
                member.leaving());
    }

    /// It is no member any more, and not all others know.
    static Channel leaving(Channel c, Name member) {
        return of(
                c,
                c.phase(),
                c.epoch() + 1,
                c.members().stream().filter(each -> !isCalled(each, member)).toList(),
                Stream.concat(
                                c.leaving().stream(),
                                c.members().stream()
                                        .filter(each -> isCalled(each, member))
                                        .map(each -> each.withLeaving(true)))
                        .toList(),
                c.invitations(),
                c.traffic());
    }

    /// @param name with an instance, or without
    static boolean isCalled(Channel.Member member, Name name) {
        Name own = member.participant().name();
        return own.equals(name) || (name.id().isNull() && own.prefix().equals(name.prefix()));
    }

    static Channel keys(Channel c, GroupView keys) {
        return new Channel(
                c.sessionId(),
                c.name(),
                c.options(),
                c.created(),
                c.phase(),
                c.epoch(),
                c.members(),
                c.leaving(),
                c.invitations(),
                c.traffic(),
                Optional.of(keys),
                c.notStored());
    }

    static Channel notStored(Channel c, String why) {
        return new Channel(
                c.sessionId(),
                c.name(),
                c.options(),
                c.created(),
                c.phase(),
                c.epoch(),
                c.members(),
                c.leaving(),
                c.invitations(),
                c.traffic(),
                c.keys(),
                Optional.of(why));
    }

    private static Channel of(
            Channel c,
            Channel.Phase phase,
            long epoch,
            List<Channel.Member> members,
            List<Channel.Member> leaving,
            List<Invitation> invitations,
            Channel.Traffic traffic) {
        return new Channel(
                c.sessionId(),
                c.name(),
                c.options(),
                c.created(),
                phase,
                epoch,
                members,
                leaving,
                invitations,
                traffic,
                c.keys(),
                c.notStored());
    }
}
