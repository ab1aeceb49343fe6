package io.slimconsole.mls;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.mls.framing.MlsMessage;
import io.slimconsole.mls.framing.Proposal;
import io.slimconsole.mls.framing.WireFormat;
import io.slimconsole.mls.group.CommitOptions;
import io.slimconsole.mls.group.CommitResult;
import io.slimconsole.mls.group.GroupRules;
import io.slimconsole.mls.group.OwnKeyPackage;
import io.slimconsole.mls.group.ProcessedMessage;
import io.slimconsole.mls.group.RefusedException;
import io.slimconsole.mls.kit.AnyCredential;
import io.slimconsole.mls.kit.Client;
import io.slimconsole.mls.kit.InMemoryGroupStateStore;
import io.slimconsole.mls.kit.TestCipher;
import io.slimconsole.mls.schedule.RatchetType;
import io.slimconsole.mls.state.GroupStorage;
import io.slimconsole.mls.state.RestoreException;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Many groups at once, each on a thread of its own: they share suites, policies and stores, and nothing that one of them
/// does touches another. Members come, go and come again, propose and commit, speak and crash, and are had back from what
/// was stored last.
///
/// Others, more and longer ones by hand: `-Dseed=7 -Dslim.mls.walks=200 -Dslim.mls.steps=500`.
final class ManyGroupsTest {
    private static final int WALKS = Integer.getInteger("slim.mls.walks", 8);
    private static final int STEPS = Integer.getInteger("slim.mls.steps", 25);
    private static final long SEED = Long.getLong("seed", 1);
    private static final int MOST = 7;
    private static final List<CipherSuite> SUITES =
            List.of(
                    CipherSuite.MLS_128_DHKEMP256_AES128GCM_SHA256_P256,
                    CipherSuite.MLS_128_DHKEMX25519_AES128GCM_SHA256_ED25519,
                    CipherSuite.MLS_128_DHKEMX25519_CHACHA20POLY1305_SHA256_ED25519);

    @Test
    void groupsOnManyThreadsLiveThroughCrashes() throws InterruptedException, ExecutionException {
        var random = new Random(SEED);
        var stores = new HashMap<String, InMemoryGroupStateStore>();
        for (int i = 0; i < MOST; i++) {
            stores.put("client " + i, new InMemoryGroupStateStore());
        }
        var walks = new ArrayList<Callable<Walk>>();
        for (int i = 0; i < WALKS; i++) {
            long own = random.nextLong();
            CipherSuite suite = SUITES.get(i % SUITES.size());
            walks.add(() -> new Walk(own, suite, stores).run());
        }

        try (var threads = Executors.newFixedThreadPool(4)) {
            for (Future<Walk> walk : threads.invokeAll(walks)) {
                assertThat(walk.get().crashes).as("crashes with seed %d", SEED).isPositive();
            }
        }
    }

    /// One group.
    private static final class Walk {
        private final Random random;
        private final CipherSuite suite;
        private final Opaque groupId;
        private final Map<String, GroupRules> rules = new LinkedHashMap<>();
        private final Map<String, Client> clients = new LinkedHashMap<>();
        private final Map<String, MlsGroup> members = new LinkedHashMap<>();
        private final Set<String> keysUsed = new HashSet<>();
        private int crashes;

        Walk(long seed, CipherSuite suite, Map<String, InMemoryGroupStateStore> stores) {
            this.random = new Random(seed);
            this.suite = suite;
            this.groupId = Opaque.of(Long.toHexString(seed).getBytes(UTF_8));
            stores.forEach(
                    (name, store) -> {
                        clients.put(name, Client.of(suite, name));
                        rules.put(
                                name,
                                new GroupRules(suite, new AnyCredential())
                                        .storedIn(new GroupStorage(store, new TestCipher())));
                    });
        }

        Walk run() throws RefusedException, RestoreException {
            members.put(
                    "client 0",
                    MlsGroup.create(rules("client 0"), groupId, client("client 0").keyPackage()));
            add("client 0", "client 1");
            for (int step = 0; step < STEPS; step++) {
                step();
                maybeCrash(anybody());
                everybodyIsHeard();
            }
            return this;
        }

        private GroupRules rules(String name) {
            return rules.getOrDefault(name, new GroupRules(suite, new AnyCredential()));
        }

        private Client client(String name) {
            return clients.computeIfAbsent(name, each -> Client.of(suite, each));
        }

        private MlsGroup member(String name) {
            MlsGroup member = members.get(name);
            assertThat(member).as(name).isNotNull();
            return member;
        }

        private String anybody() {
            return List.copyOf(members.keySet()).get(random.nextInt(members.size()));
        }

        private Optional<String> anybodyBut(String name) {
            List<String> others =
                    members.keySet().stream().filter(each -> !each.equals(name)).toList();
            return others.isEmpty()
                    ? Optional.empty()
                    : Optional.of(others.get(random.nextInt(others.size())));
        }

        private Optional<String> outsider() {
            return clients.keySet().stream().filter(name -> !members.containsKey(name)).findFirst();
        }

        private WireFormat anyFormat() {
            return random.nextBoolean() ? WireFormat.PUBLIC_MESSAGE : WireFormat.PRIVATE_MESSAGE;
        }

        private void step() throws RefusedException, RestoreException {
            String committer = anybody();
            switch (random.nextInt(6)) {
                case 0, 1 -> {
                    Optional<String> joining = outsider();
                    if (joining.isPresent()) {
                        add(committer, joining.get());
                    }
                }
                case 2 -> {
                    Optional<String> leaving = anybodyBut(committer);
                    if (leaving.isPresent() && members.size() > 2) {
                        remove(committer, leaving.get());
                    }
                }
                case 3 -> {
                    Optional<String> again = anybodyBut(committer);
                    if (again.isPresent()) {
                        rejoin(committer, again.get());
                    }
                }
                case 4 -> {
                    Optional<String> updating = anybodyBut(committer);
                    if (updating.isPresent()) {
                        propose(updating.get());
                    }
                    commit(committer, List.of());
                }
                default -> commit(committer, List.of());
            }
        }

        private void propose(String name) throws RefusedException, RestoreException {
            MlsMessage proposal = member(name).proposeUpdate(Optional.empty(), anyFormat());
            maybeCrash(name);
            for (String other : List.copyOf(members.keySet())) {
                if (!other.equals(name)) {
                    assertThat(member(other).process(proposal))
                            .isInstanceOf(ProcessedMessage.Proposed.class);
                    maybeCrash(other);
                }
            }
        }

        private void add(String committer, String name) throws RefusedException, RestoreException {
            OwnKeyPackage own = client(name).keyPackage();
            CommitResult result = commit(committer, List.of(new Proposal.Add(own.keyPackage())));
            join(name, result, own);
        }

        private void join(String name, CommitResult result, OwnKeyPackage own)
                throws RefusedException {
            byte[] welcome = result.welcome().orElseThrow().encoded();
            members.put(name, MlsGroup.join(rules(name), welcome, own, Optional.empty()));
            own.close();
        }

        private void remove(String committer, String name)
                throws RefusedException, RestoreException {
            MlsGroup leaving = member(name);
            CommitResult result =
                    commit(committer, List.of(new Proposal.Remove(leaving.ownLeaf())));
            assertThat(result.commit()).isNotNull();
            leaving.forget();
            members.remove(name);
        }

        private void rejoin(String committer, String name)
                throws RefusedException, RestoreException {
            OwnKeyPackage own = client(name).keyPackage();
            MlsGroup before = member(name);
            CommitResult result =
                    commit(
                            committer,
                            List.of(
                                    new Proposal.Remove(before.ownLeaf()),
                                    new Proposal.Add(own.keyPackage())));
            before.forget();
            join(name, result, own);
        }

        /// The committer goes on first, so that what others hear of is stored; each may crash before and after.
        private CommitResult commit(String committer, List<Proposal> proposals)
                throws RefusedException, RestoreException {
            CommitOptions.Path path =
                    random.nextBoolean()
                            ? CommitOptions.Path.ALWAYS
                            : CommitOptions.Path.WHERE_UNMERGED;
            CommitOptions options = CommitOptions.DEFAULT.with(path).withHandshakes(anyFormat());
            if (random.nextInt(4) == 0) {
                member(committer).commit(proposals, options);
                crash(committer);
            }
            CommitResult result = member(committer).commit(proposals, options);
            member(committer).merge(result.next());
            maybeCrash(committer);
            for (String name : List.copyOf(members.keySet())) {
                if (name.equals(committer)) {
                    continue;
                }
                if (random.nextInt(4) == 0) {
                    assertThat(member(name).process(result.commit()))
                            .isNotInstanceOf(ProcessedMessage.Rejected.class);
                    crash(name);
                }
                switch (member(name).process(result.commit())) {
                    case ProcessedMessage.Commit commit -> member(name).merge(commit.next());
                    case ProcessedMessage.RemovedUs _ -> {
                        continue;
                    }
                    case ProcessedMessage other -> throw new AssertionError(other.toString());
                }
                maybeCrash(name);
            }
            return result;
        }

        private void maybeCrash(String name) throws RestoreException {
            if (random.nextInt(5) == 0) {
                crash(name);
            }
        }

        private void crash(String name) throws RestoreException {
            crashes++;
            members.put(name, MlsGroup.restore(rules(name), groupId));
        }

        /// All are in one epoch, all hear each other, and nobody has used a key before.
        private void everybodyIsHeard() {
            byte[] authenticator = members.values().iterator().next().epochAuthenticator();
            for (var speaker : members.entrySet()) {
                MlsGroup from = speaker.getValue();
                assertThat(from.epochAuthenticator()).isEqualTo(authenticator);
                byte[] text = speaker.getKey().getBytes(UTF_8);
                int generation =
                        from.current()
                                .messageKeys()
                                .generation(from.ownLeaf(), RatchetType.APPLICATION);
                MlsMessage said = from.encrypt(text, Opaque.EMPTY, random.nextInt(32));
                assertThat(
                                keysUsed.add(
                                        "%d %d %d"
                                                .formatted(
                                                        from.epoch(), from.ownLeaf(), generation)))
                        .isTrue();
                for (MlsGroup listener : members.values()) {
                    if (listener != from) {
                        assertThat(listener.process(said))
                                .isInstanceOfSatisfying(
                                        ProcessedMessage.Application.class,
                                        heard ->
                                                assertThat(heard.plaintext())
                                                        .isEqualTo(Opaque.of(text)));
                    }
                }
            }
        }
    }
}
