package io.slimconsole.session.membership;

import io.slimconsole.node.name.Name;
import io.slimconsole.session.wire.Participant;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// The members of a session, oneself among them, in the order in which they came. Unchanging.
public record Roster(List<Participant> members) {
    public Roster {
        members = List.copyOf(members);
    }

    public Optional<Participant> find(Name name) {
        return members.stream().filter(member -> member.name().equals(name)).findFirst();
    }

    public Set<Name> names() {
        return members.stream().map(Participant::name).collect(Collectors.toUnmodifiableSet());
    }

    /// A member of that service, whatever its instance; with an instance, that one.
    Optional<Participant> findAny(Name name) {
        return name.id().isNull()
                ? members.stream()
                        .filter(member -> member.name().prefix().equals(name.prefix()))
                        .findFirst()
                : find(name);
    }

    Roster with(Participant member) {
        var more = new ArrayList<>(without(member.name()).members);
        more.add(member);
        return new Roster(more);
    }

    Roster without(Name name) {
        return new Roster(members.stream().filter(member -> !member.name().equals(name)).toList());
    }

    Roster withOnline(Name name, boolean online) {
        return map(member -> member.name().equals(name) ? member.withOnline(online) : member);
    }

    /// As far as the other one knows who takes part at the moment.
    ///
    /// @param but whose presence stays as it is here
    Roster withPresenceOf(Roster other, Name but) {
        var online = new HashMap<Name, Boolean>();
        other.members.forEach(member -> online.put(member.name(), member.online()));
        online.remove(but);
        return map(
                member -> member.withOnline(online.getOrDefault(member.name(), member.online())));
    }

    private Roster map(UnaryOperator<Participant> change) {
        return new Roster(members.stream().map(change).toList());
    }

    /// All that take part at the moment, but for one.
    Set<Name> onlineBut(Name self) {
        return members.stream()
                .filter(Participant::online)
                .map(Participant::name)
                .filter(name -> !name.equals(self))
                .collect(Collectors.toUnmodifiableSet());
    }

    public int size() {
        return members.size();
    }
}
