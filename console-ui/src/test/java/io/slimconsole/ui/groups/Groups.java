package io.slimconsole.ui.groups;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slimconsole.mls.GroupView;
import io.slimconsole.mls.MlsGroup;
import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.mls.framing.Proposal;
import io.slimconsole.mls.group.CommitOptions;
import io.slimconsole.mls.group.CommitResult;
import io.slimconsole.mls.group.CredentialPolicy;
import io.slimconsole.mls.group.GroupRules;
import io.slimconsole.mls.group.Limits;
import io.slimconsole.mls.group.OwnKeyPackage;
import io.slimconsole.mls.group.PskStore;
import io.slimconsole.mls.group.RefusedException;
import io.slimconsole.mls.group.SigningIdentity;
import io.slimconsole.mls.tree.Credential;
import io.slimconsole.mls.tree.Lifetime;
import io.slimconsole.node.name.Name;
import io.slimconsole.session.SessionOptions;
import io.slimconsole.session.identity.InstanceIds;
import io.slimconsole.session.wire.Participant;
import io.slimconsole.tests.kit.ManualClock;
import io.slimconsole.ui.sessions.Channel;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// A channel with a real MLS group, which the console moderates.
final class Groups {
    static final CipherSuite SUITE = CipherSuite.MLS_128_DHKEMP256_AES128GCM_SHA256_P256;
    static final Instant BEGAN = Instant.parse("2026-11-27T10:00:00Z");
    static final String SELF = "slim-console/default/console";

    private final ManualClock clock;
    private final MlsGroup group;

    private Groups(ManualClock clock, MlsGroup group) {
        this.clock = clock;
        this.group = group;
    }

    /// With the console alone.
    static Groups begin(ManualClock clock) {
        var rules = new GroupRules(SUITE, new ByToken(), Limits.DEFAULT, PskStore.NONE, clock);
        try {
            return new Groups(
                    clock,
                    MlsGroup.create(
                            rules,
                            Opaque.of("a channel of a test, with an id".getBytes(UTF_8)),
                            keyPackage(SELF, Duration.ofDays(365), clock)));
        } catch (RefusedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// As many members as that, all of which came one by one, or forty by forty where they are many; and commits of all kinds.
    static Groups of(int members, ManualClock clock) {
        Groups groups = begin(clock);
        int batch = members > 20 ? 40 : 1;
        var names = new ArrayList<String>();
        for (int i = 1; i < members; i++) {
            names.add("plant/line-%d/press-%02d".formatted(1 + i % 4, i));
            if (names.size() == batch || i == members - 1) {
                clock.advance(Duration.ofMinutes(7));
                groups.add(i % 3 == 0, names.toArray(String[]::new));
                names.clear();
            }
        }
        clock.advance(Duration.ofMinutes(7));
        return groups;
    }

    /// @param path whether the commit gives the console new keys
    Groups add(boolean path, String... names) {
        return add(path, Duration.ofDays(365), names);
    }

    /// @param valid how long their key packages may be used
    Groups add(boolean path, Duration valid, String... names) {
        List<Proposal> adds =
                Arrays.stream(names)
                        .<Proposal>map(
                                name ->
                                        new Proposal.Add(
                                                keyPackage(name, valid, clock).keyPackage()))
                        .toList();
        return commit(adds, path);
    }

    Groups remove(int leaf) {
        return commit(List.of(new Proposal.Remove(leaf)), true);
    }

    /// A commit that only gives the console new keys.
    Groups renew() {
        return commit(List.of(), true);
    }

    private Groups commit(List<Proposal> proposals, boolean path) {
        try {
            CommitResult made =
                    group.commit(
                            proposals,
                            CommitOptions.DEFAULT.with(
                                    path
                                            ? CommitOptions.Path.ALWAYS
                                            : CommitOptions.Path.IF_REQUIRED));
            group.merge(made.next());
            return this;
        } catch (RefusedException e) {
            throw new IllegalStateException(e);
        }
    }

    GroupView view() {
        return group.view();
    }

    /// The channel as it is now.
    Channel channel() {
        GroupView view = view();
        var members = new ArrayList<Channel.Member>();
        for (GroupView.Member member : view.members()) {
            String subject = Holders.subject(member.credential());
            members.add(
                    new Channel.Member(
                            new Participant(name(subject), true, true, true),
                            member.leafIndex() == view.ownLeaf(),
                            Optional.of(BEGAN),
                            OptionalLong.of(member.since().member().orElse(0L)),
                            OptionalInt.of(member.leafIndex()),
                            false));
        }
        return channel(true, Optional.of(view), members);
    }

    static Channel channel(
            boolean encrypted, Optional<GroupView> view, List<Channel.Member> members) {
        return new Channel(
                7,
                Name.parse("plant/alarms/press"),
                SessionOptions.DEFAULT.withEncrypted(encrypted),
                BEGAN,
                view.isPresent() ? Channel.Phase.OPEN : Channel.Phase.NEW,
                view.map(GroupView::epoch).orElse(0L),
                members,
                List.of(),
                List.of(),
                Channel.Traffic.NONE,
                view,
                Optional.empty());
    }

    private static Name name(String subject) {
        String service = subject.substring(0, subject.lastIndexOf('_'));
        return Name.parse(service).withId(InstanceIds.ofIdentity(subject));
    }

    /// A token as applications with a shared secret have it; whose fifth field nobody checks here.
    static Credential token(String name) {
        String suffix = "%08x".formatted(name.hashCode());
        String token = name + "_" + suffix + ":1795774800:AAAAAAAAAAAAAAAA:e30:AAAA";
        return new Credential.Basic(Opaque.of(token.getBytes(UTF_8)));
    }

    private static OwnKeyPackage keyPackage(String name, Duration valid, ManualClock clock) {
        Instant now = clock.instant();
        return OwnKeyPackage.create(
                SUITE,
                SigningIdentity.generate(SUITE, token(name)),
                new Lifetime(
                        now.minus(Duration.ofHours(1)).getEpochSecond(),
                        now.plus(valid).getEpochSecond()));
    }

    private static final class ByToken implements CredentialPolicy {
        @Override
        public @Nullable String refusal(Credential credential, Opaque signatureKey) {
            return null;
        }

        @Override
        public Opaque identity(Credential credential) {
            return Opaque.of(credential.encoded());
        }
    }
}
