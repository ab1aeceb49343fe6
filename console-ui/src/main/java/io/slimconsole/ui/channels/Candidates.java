package io.slimconsole.ui.channels;

import io.slimconsole.node.RouteSnapshot;
import io.slimconsole.node.name.Name;
import io.slimconsole.ui.channels.Candidate.Standing;
import io.slimconsole.ui.fx.Formats;
import io.slimconsole.ui.sessions.Channel;
import io.slimconsole.ui.sessions.Invitation;
import io.slimconsole.ui.table.NamePattern;
import io.slimconsole.ui.table.NaturalOrder;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Who of a route table can be invited to a channel: the applications that match what is typed, each service with its
/// instances below it. Pure.
///
/// @param shown at most [#MOST] of them
/// @param all how many match
record Candidates(List<Candidate> shown, int all) {
    static final Candidates NONE = new Candidates(List.of(), 0);

    /// More than anyone reads; typing narrows it.
    static final int MOST = 200;

    Candidates {
        shown = List.copyOf(shown);
    }

    /// @param channelNames names of channels, which are in the table as well; nobody can be invited under one
    /// @param typed what is looked for in names, with `*` for any component
    static Candidates of(
            Collection<RouteSnapshot> routes,
            Channel channel,
            Set<String> channelNames,
            String typed) {
        Map<String, Set<Name>> services = new TreeMap<>(NaturalOrder.INSTANCE);
        var pattern = NamePattern.of(typed.strip());
        for (RouteSnapshot route : routes) {
            route.name()
                    .filter(name -> !channelNames.contains(name.prefix()))
                    .filter(name -> matches(pattern, typed, name))
                    .ifPresent(
                            name -> {
                                Set<Name> instances =
                                        services.computeIfAbsent(
                                                name.prefix(),
                                                _ -> new TreeSet<>(Candidates::order));
                                if (!name.id().isNull()) {
                                    instances.add(name);
                                }
                            });
        }
        Set<Name> members = new HashSet<>();
        channel.members().forEach(member -> members.add(member.participant().name()));
        Set<Name> invited = new HashSet<>();
        for (Invitation invitation : channel.invitations()) {
            if (invitation.outcome().isEmpty()) {
                invited.add(invitation.asked());
                invitation.instance().ifPresent(invited::add);
            }
        }
        List<Candidate> shown = new ArrayList<>();
        int all = 0;
        for (Set<Name> instances : services.values()) {
            for (Candidate candidate : entries(instances, members, invited)) {
                all++;
                if (shown.size() < MOST) {
                    shown.add(candidate);
                }
            }
        }
        return new Candidates(shown, all);
    }

    /// One instance stands for its service; of several, any one may be meant, or one in particular.
    private static List<Candidate> entries(
            Set<Name> instances, Set<Name> members, Set<Name> invited) {
        if (instances.isEmpty()) {
            return List.of();
        }
        Name first = instances.iterator().next();
        Name service = Name.of(first.organization(), first.namespace(), first.service());
        boolean allIn = members.containsAll(instances);
        Standing standing =
                allIn
                        ? Standing.MEMBER
                        : invited.contains(service)
                                        || (instances.size() == 1 && invited.contains(first))
                                ? Standing.INVITED
                                : Standing.FREE;
        List<Candidate> entries = new ArrayList<>();
        entries.add(new Candidate(service, instances.size(), standing));
        if (instances.size() > 1) {
            for (Name instance : instances) {
                entries.add(
                        new Candidate(
                                instance,
                                1,
                                members.contains(instance)
                                        ? Standing.MEMBER
                                        : invited.contains(instance)
                                                ? Standing.INVITED
                                                : Standing.FREE));
            }
        }
        return entries;
    }

    private static boolean matches(NamePattern pattern, String typed, Name name) {
        return typed.isBlank()
                || pattern.matches(
                        name.organization(),
                        name.namespace(),
                        name.service(),
                        name.id().isNull() ? Formats.shortId(name.id()) : name.id().toString());
    }

    private static int order(Name a, Name b) {
        return NaturalOrder.INSTANCE.compare(a.toString(), b.toString());
    }
}
