package io.slimconsole.tests.mls;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.mls.group.CommitOptions;
import io.slimconsole.tests.mls.Implementation.Ability;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// A random walk of a [MixedGroup]: members come, go, come back, update, and talk after each step.
final class Walk {
    private static final List<CommitOptions.Path> PATHS = List.of(CommitOptions.Path.values());
    private static final int FEW_MEMBERS = 3;
    private static final int MOST_MEMBERS = 8;
    private static final int MOST_PROPOSALS = 3;

    private final MlsPeers peers;
    private final CipherSuite suite;
    private final List<Implementation> others;
    private final Random random;
    private final MixedGroup group;
    private final List<Client> gone = new ArrayList<>();
    private final List<String> history = new ArrayList<>();

    /// @param others that share the group with ours
    Walk(MlsPeers peers, CipherSuite suite, List<Implementation> others, long seed) {
        this.peers = peers;
        this.suite = suite;
        this.others = others;
        this.random = new Random(seed);
        boolean theirs = others.getFirst().can(Ability.BEGIN) && random.nextBoolean();
        Client first = peers.client(theirs ? others.getFirst() : Implementation.OURS, suite);
        this.group = new MixedGroup(random, first);
        history.add(first.name() + " begins");
        // members of both kinds from the beginning on
        commit(
                group.member(first),
                Change.adding(
                        peers.client(theirs ? Implementation.OURS : others.getFirst(), suite)));
    }

    void run(int steps) {
        try {
            for (int i = 0; i < steps; i++) {
                step();
                group.talk();
            }
        } catch (RuntimeException | AssertionError e) {
            e.addSuppressed(new Aside("the walk until then:\n" + String.join("\n", history)));
            throw e;
        }
    }

    /// Always a commit, and so an epoch.
    private void step() {
        Optional<String> absent = group.absent().stream().findFirst();
        if (absent.isPresent() && !group.breaksWithout(absent.get())) {
            commit(anyone(_ -> true), options(Change.removing(absent.get())));
            return;
        }
        int dice = random.nextInt(100);
        if (group.size() < FEW_MEMBERS || (group.size() < MOST_MEMBERS && dice < 30)) {
            add(anyone(_ -> true));
        } else if (dice < 44) {
            remove(anyone(_ -> true));
        } else if (dice < 55) {
            rejoin(anyone(member -> member.can(Ability.MIXED_COMMIT)));
        } else if (dice < 63) {
            commit(anyone(_ -> true), options(Change.NOTHING));
        } else if (dice < 70 && all(Ability.FOLLOWS_NEW_KEY)) {
            commit(
                    anyone(member -> member.can(Ability.NEW_KEY)),
                    options(Change.NOTHING).withNewKey());
        } else if (dice < 92) {
            proposals(anyone(_ -> true));
        } else {
            replace(anyone(member -> member.can(Ability.MIXED_COMMIT)));
        }
    }

    private void add(Member committer) {
        var joining = new ArrayList<>(List.of(newcomer()));
        if (group.size() + 1 < MOST_MEMBERS && random.nextBoolean()) {
            joining.add(newcomer());
        }
        commit(committer, options(Change.NOTHING.with(joining, List.of())));
    }

    private void remove(Member committer) {
        Optional<Member> leaving = expendable(committer);
        commit(
                committer,
                options(leaving.map(each -> Change.removing(each.name())).orElse(Change.NOTHING)));
        leaving.map(Member::client).ifPresent(gone::add);
    }

    private void rejoin(Member committer) {
        Optional<Member> back = expendable(committer);
        commit(
                committer,
                options(back.map(each -> Change.rejoining(each.client())).orElse(Change.NOTHING)));
    }

    private void replace(Member committer) {
        Optional<Member> leaving = expendable(committer);
        commit(
                committer,
                options(
                        Change.NOTHING.with(
                                List.of(newcomer()), leaving.stream().map(Member::name).toList())));
        leaving.map(Member::client).ifPresent(gone::add);
    }

    /// Some propose something, which `committer` commits, perhaps along with something of its own.
    private void proposals(Member committer) {
        var changing = new HashSet<>(Set.of(committer));
        var leaving = new ArrayList<Client>();
        for (int i = 1 + random.nextInt(MOST_PROPOSALS); i > 0; i--) {
            any(member -> member.can(Ability.PROPOSE))
                    .ifPresent(proposer -> propose(proposer, changing, leaving));
        }
        commit(
                committer,
                options(
                        random.nextBoolean()
                                ? Change.NOTHING
                                : Change.NOTHING.with(List.of(newcomer()), List.of())));
        gone.addAll(leaving);
    }

    /// @param changing whose leaves the commit will change
    /// @param leaving who will be out
    private void propose(Member proposer, Set<Member> changing, List<Client> leaving) {
        boolean privately = all(Ability.PRIVATE_HANDSHAKES) && random.nextBoolean();
        Optional<Member> removed =
                expendable(proposer).filter(member -> !changing.contains(member));
        int dice = random.nextInt(3);
        if (dice == 0 && changing.add(proposer)) {
            boolean newKey =
                    proposer.can(Ability.NEW_KEY)
                            && all(Ability.FOLLOWS_NEW_KEY)
                            && random.nextBoolean();
            history.add("%s proposes to update itself".formatted(proposer.name()));
            group.propose(proposer, new Member.Suggestion.Update(newKey), privately);
        } else if (dice == 1 && removed.isPresent()) {
            String name = removed.get().name();
            history.add("%s proposes to remove %s".formatted(proposer.name(), name));
            changing.add(removed.get());
            leaving.add(removed.get().client());
            group.proposeRemove(proposer, name, privately);
        } else {
            Client joining = newcomer();
            history.add("%s proposes to add %s".formatted(proposer.name(), joining.name()));
            group.proposeAdd(proposer, joining, privately);
        }
    }

    private void commit(Member committer, Change change) {
        Change fitting = change;
        if (!change.add().isEmpty() && committer.can(Ability.PATH_WITH_ADDS)) {
            fitting = change.withPath(PATHS.get(random.nextInt(PATHS.size())));
        }
        fitting = fitting.sentPrivately(all(Ability.PRIVATE_HANDSHAKES) && random.nextBoolean());
        if (committer.can(Ability.TREE_OUTSIDE)
                && Stream.concat(change.add().stream(), group.proposed().stream())
                        .allMatch(each -> each.implementation().can(Ability.TREE_OUTSIDE))) {
            fitting = fitting.withTreeInWelcome(random.nextBoolean());
        }
        history.add("%s commits %s".formatted(committer.name(), fitting));
        group.commit(committer, fitting);
    }

    private boolean all(Ability ability) {
        return group.members().stream().allMatch(each -> each.can(ability));
    }

    private Change options(Change change) {
        return random.nextBoolean()
                ? change.with(Opaque.of("about this commit".getBytes(UTF_8)))
                : change;
    }

    /// Somebody new, or back after some epochs with the signature key of before.
    private Client newcomer() {
        if (!gone.isEmpty() && random.nextBoolean()) {
            return gone.remove(random.nextInt(gone.size()));
        }
        return peers.client(
                random.nextBoolean()
                        ? Implementation.OURS
                        : others.get(random.nextInt(others.size())),
                suite);
    }

    /// Somebody other than `remover` without whom there is still one of ours, and all can follow.
    private Optional<Member> expendable(Member remover) {
        List<Member> staying =
                group.members().stream().filter(member -> !group.isLeaving(member)).toList();
        long ours = staying.stream().filter(Member::isOurs).count();
        return any(
                member ->
                        staying.contains(member)
                                && !member.equals(remover)
                                && !group.breaksWithout(member.name())
                                && (ours > 1 || !member.isOurs()));
    }

    private Member anyone(Predicate<Member> which) {
        return any(which).orElseThrow();
    }

    private Optional<Member> any(Predicate<Member> which) {
        List<Member> some = group.members().stream().filter(which).toList();
        return some.isEmpty()
                ? Optional.empty()
                : Optional.of(some.get(random.nextInt(some.size())));
    }
}
