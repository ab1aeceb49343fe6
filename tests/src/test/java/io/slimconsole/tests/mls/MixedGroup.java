package io.slimconsole.tests.mls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slimconsole.mls.GroupView;
import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.tree.Credential;
import io.slimconsole.tests.mls.Implementation.Ability;
import io.slimconsole.tests.mls.Member.Committed;
import io.slimconsole.tests.mls.Member.Facts;
import io.slimconsole.tests.mls.Member.Reading;
import io.slimconsole.tests.mls.Member.Suggestion;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/// A group of members of several implementations, who get all messages, and what has to be true of it.
///
/// At least one member is ours. Now and then one of ours gets a message with one damaged bit before the message itself, or
/// crashes, or restarts in good order.
final class MixedGroup {
    private static final int DAMAGED_ONE_IN = 4;
    private static final int RESTARTS_ONE_IN = 24;

    /// A crash takes up to 256 of a sender's generations, and others follow about a thousand.
    private static final int CRASHES_PER_EPOCH = 3;

    private static final int LATE_ONE_IN = 6;
    private static final int SEVERAL_ONE_IN = 4;
    private static final int SEVERAL = 3;
    private static final int FEW_KEYS = 2;

    /// Of those who were removed, how many go on trying to read.
    private static final int OUTSIDERS = 3;

    /// All implementations keep as many.
    private static final int PAST_EPOCHS = 3;

    private final Random random;
    private final Map<String, Member> members = new LinkedHashMap<>();
    private final Set<String> absent = new LinkedHashSet<>();
    private final Deque<Member> removed = new ArrayDeque<>();
    private final List<Client> proposedAdds = new ArrayList<>();
    private final List<String> proposedRemoves = new ArrayList<>();
    private final List<Late> late = new ArrayList<>();
    private int epoch;
    private int crashes;
    private int texts;

    /// A message that reaches somebody after later epochs have begun.
    ///
    /// @param leaf of the speaker when it spoke
    private record Late(
            Member listener,
            Opaque message,
            Reading expected,
            String speaker,
            int leaf,
            int sentIn,
            int due) {}

    private record Said(Opaque text, Opaque data, Opaque message) {}

    MixedGroup(Random random, Client first) {
        this.random = random;
        Member member = first.begin(Opaque.of("a mixed group".getBytes(UTF_8)));
        members.put(member.name(), member);
    }

    List<Member> members() {
        return List.copyOf(members.values());
    }

    Member member(Client client) {
        return Optional.ofNullable(members.get(client.name())).orElseThrow();
    }

    /// Those who are in the tree and could not join, for a defect of their implementation.
    List<String> absent() {
        return List.copyOf(absent);
    }

    /// Who joins by the next commit, whatever else it does.
    List<Client> proposed() {
        return List.copyOf(proposedAdds);
    }

    /// Whether somebody has proposed to remove it.
    boolean isLeaving(Member member) {
        return proposedRemoves.contains(member.name());
    }

    /// Whether some members could not follow if `name` were removed as well, for a defect of their implementation.
    boolean breaksWithout(String name) {
        var leaving = new HashSet<>(proposedRemoves);
        leaving.add(name);
        return members.values().stream()
                        .anyMatch(each -> each.client().implementation() == Implementation.TS_MLS)
                && KnownDefects.endsPathsTooHighForTsMls(ours().view(), leaving);
    }

    int size() {
        return members.size() + absent.size();
    }

    /// Some member of ours, to look at the group.
    OurMember ours() {
        return members.values().stream()
                .filter(OurMember.class::isInstance)
                .map(OurMember.class::cast)
                .findFirst()
                .orElseThrow();
    }

    // ---- handshakes

    /// All others hear of a proposal.
    void propose(Member proposer, Suggestion suggestion, boolean privately) {
        Opaque message = proposer.propose(suggestion, privately);
        for (Member each : members()) {
            if (!each.equals(proposer)) {
                assertThat(deliver(each, message))
                        .as("%s hears %s propose %s", each.name(), proposer.name(), suggestion)
                        .isEqualTo(new Reading.Proposed());
            }
        }
    }

    void proposeAdd(Member proposer, Client client, boolean privately) {
        propose(proposer, new Suggestion.Add(client.keyPackage()), privately);
        proposedAdds.add(client);
    }

    void proposeRemove(Member proposer, String name, boolean privately) {
        propose(proposer, new Suggestion.Remove(name), privately);
        proposedRemoves.add(name);
    }

    /// All others follow, newcomers join, those who are removed notice; then all agree.
    void commit(Member committer, Change change) {
        var leaving = new LinkedHashSet<>(change.remove());
        leaving.addAll(proposedRemoves);
        var joining = new ArrayList<>(change.add());
        joining.addAll(proposedAdds);
        proposedRemoves.clear();
        proposedAdds.clear();

        var out = new LinkedHashMap<Member, Integer>();
        for (Member each : members()) {
            if (leaving.contains(each.name())) {
                out.put(each, leafOf(each));
            }
        }
        Committed made = committer.commit(change);
        epoch++;
        crashes = 0;
        Opaque data =
                committer.can(Ability.AUTHENTICATED_DATA)
                        ? change.authenticatedData()
                        : Opaque.EMPTY;
        for (Member each : members()) {
            if (!each.equals(committer) && !leaving.contains(each.name())) {
                assertThat(deliver(each, made.commit()))
                        .as("%s reads the commit of %s", each.name(), committer.name())
                        .isEqualTo(new Reading.Followed(told(each, data)));
            }
        }
        members.keySet().removeAll(leaving);
        absent.removeAll(leaving);
        out.forEach((each, leaf) -> leave(each, leaf, made.commit()));
        for (Client each : joining) {
            join(each, made, joining.size());
        }
        checkAgreement();
    }

    private static Optional<Opaque> told(Member reader, Opaque authenticatedData) {
        return reader.can(Ability.AUTHENTICATED_DATA)
                ? Optional.of(authenticatedData)
                : Optional.empty();
    }

    private void leave(Member leaving, int leaf, Opaque commit) {
        Reading reading = deliver(leaving, commit);
        if (leaving.client().implementation() == Implementation.TS_MLS
                && KnownDefects.hidesRemovalFromTsMls(leaf, ours().view())) {
            assertThat(reading)
                    .as("a defect that is not there any more")
                    .isInstanceOf(Reading.Refused.class);
        } else {
            assertThat(reading)
                    .as("%s reads who removes it", leaving.name())
                    .isEqualTo(new Reading.Removed());
        }
        removed.add(leaving);
        if (removed.size() > OUTSIDERS) {
            removed.removeFirst();
        }
    }

    private int leafOf(Member member) {
        return ours().view().members().stream()
                .filter(each -> name(each).equals(member.name()))
                .findFirst()
                .orElseThrow()
                .leafIndex();
    }

    private void join(Client client, Committed made, int joiners) {
        Opaque welcome = made.welcome().orElseThrow();
        // nothing of a client outlives the group that it comes back to
        removed.removeIf(member -> member.client().equals(client));
        if (client.implementation() == Implementation.TS_MLS
                && KnownDefects.keepsTsMlsOut(ours().view())) {
            assertThatExceptionOfType(JoinRefusedException.class)
                    .as("a defect that is not there any more")
                    .isThrownBy(() -> client.join(welcome, made.tree()));
            absent.add(client.name());
            return;
        }
        if (client.implementation() == Implementation.OURS && joiners == 1 && damages()) {
            assertThatExceptionOfType(JoinRefusedException.class)
                    .isThrownBy(() -> client.join(damaged(welcome), made.tree()));
        }
        members.put(client.name(), client.join(welcome, made.tree()));
    }

    private void checkAgreement() {
        OurMember ours = ours();
        Facts facts = ours.facts();
        for (Member each : members()) {
            assertThat(each.facts())
                    .as("what %s knows", each.name())
                    .matches(facts::agreesWith, "agrees with " + facts);
        }
        Set<String> inside =
                ours.view().members().stream().map(MixedGroup::name).collect(Collectors.toSet());
        var expected = new LinkedHashSet<>(members.keySet());
        expected.addAll(absent);
        assertThat(inside).isEqualTo(expected);
    }

    static String name(GroupView.Member member) {
        return new String(((Credential.Basic) member.credential()).identity().bytes(), UTF_8);
    }

    // ---- application messages

    /// Everybody says something, which all others read, now or in a later epoch, and nobody else.
    void talk() {
        for (Late each : List.copyOf(late)) {
            if (each.due() <= epoch) {
                late.remove(each);
                arrives(each);
            }
        }
        for (Member speaker : members()) {
            speak(speaker);
        }
    }

    private void arrives(Late message) {
        Member listener = message.listener();
        if (!listener.equals(members.get(listener.name()))
                || epoch - message.sentIn() > PAST_EPOCHS) {
            return;
        }
        Reading reading = deliver(listener, message.message());
        if (listener.client().implementation() == Implementation.CORE_CRYPTO
                && KnownDefects.losesSenderForCoreCrypto(
                        message.leaf(), message.speaker(), ours().view())) {
            assertThat(reading)
                    .as("a defect that is not there any more")
                    .isInstanceOf(Reading.Refused.class);
        } else {
            assertThat(reading)
                    .as(
                            "%s reads what %s said in epoch %d, in %d",
                            listener.name(), message.speaker(), message.sentIn(), epoch)
                    .isEqualTo(message.expected());
        }
    }

    private void speak(Member speaker) {
        var said = new ArrayList<Said>();
        int count = random.nextInt(SEVERAL_ONE_IN) == 0 ? SEVERAL : 1;
        for (int i = 0; i < count; i++) {
            Opaque text =
                    Opaque.of("text %d of %s".formatted(++texts, speaker.name()).getBytes(UTF_8));
            Opaque data =
                    speaker.can(Ability.AUTHENTICATED_DATA) && random.nextBoolean()
                            ? Opaque.of("about %d".formatted(texts).getBytes(UTF_8))
                            : Opaque.EMPTY;
            said.add(new Said(text, data, speaker.say(text, data)));
        }
        for (Member listener : members()) {
            if (!listener.equals(speaker)) {
                hear(speaker, listener, said);
            }
        }
        for (Member outsider : removed) {
            assertThat(outsider.read(said.getFirst().message()))
                    .as("%s, who was removed, reads %s", outsider.name(), speaker.name())
                    .isInstanceOf(Reading.Refused.class);
        }
    }

    /// In any order, and some of it later.
    private void hear(Member speaker, Member listener, List<Said> said) {
        var messages = new ArrayList<>(said);
        boolean anyOrder = listener.can(Ability.ANY_ORDER);
        int fixed = anyOrder ? 0 : Math.max(0, messages.size() - FEW_KEYS);
        Collections.shuffle(messages.subList(fixed, messages.size()), random);
        for (Said each : messages) {
            var expected = new Reading.Said(each.text(), told(listener, each.data()));
            if ((anyOrder || each.equals(said.getLast())) && random.nextInt(LATE_ONE_IN) == 0) {
                int due = epoch + 1 + random.nextInt(PAST_EPOCHS);
                late.add(
                        new Late(
                                listener,
                                each.message(),
                                expected,
                                speaker.name(),
                                leafOf(speaker),
                                epoch,
                                due));
            } else {
                assertThat(deliver(listener, each.message()))
                        .as("%s reads %s", listener.name(), speaker.name())
                        .isEqualTo(expected);
            }
        }
    }

    // ---- accidents

    private Reading deliver(Member member, Opaque message) {
        if (member instanceof OurMember ours) {
            if (damages()) {
                unchanged(
                        ours,
                        () ->
                                assertThat(ours.read(damaged(message)))
                                        .isInstanceOf(Reading.Refused.class));
            }
            if (random.nextInt(RESTARTS_ONE_IN) == 0) {
                unchanged(ours, () -> restart(ours));
            }
        }
        return member.read(message);
    }

    private static void unchanged(OurMember member, Runnable event) {
        Facts before = member.facts();
        event.run();
        assertThat(member.facts()).isEqualTo(before);
    }

    private void restart(OurMember ours) {
        boolean orderly = crashes == CRASHES_PER_EPOCH || random.nextBoolean();
        crashes += orderly ? 0 : 1;
        ours.restart(orderly);
    }

    private boolean damages() {
        return random.nextInt(DAMAGED_ONE_IN) == 0;
    }

    private Opaque damaged(Opaque message) {
        byte[] bytes = message.bytes();
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
        return Opaque.of(bytes);
    }
}
