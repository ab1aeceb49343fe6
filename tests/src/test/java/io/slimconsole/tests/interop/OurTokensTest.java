package io.slimconsole.tests.interop;

import static io.slimconsole.tests.interop.OurModerator.CHANNEL;
import static io.slimconsole.tests.interop.OurModerator.FAIR;
import static io.slimconsole.tests.interop.OurModerator.IMPATIENT;
import static io.slimconsole.tests.interop.OurModerator.PATIENT;
import static io.slimconsole.tests.interop.OurModerator.get;
import static io.slimconsole.tests.interop.OurModerator.published;
import static io.slimconsole.tests.interop.OurModerator.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.node.name.Name;
import io.slimconsole.session.ModeratedSession;
import io.slimconsole.session.SessionEvent;
import io.slimconsole.session.SessionOptions;
import io.slimconsole.session.identity.Identity;
import io.slimconsole.session.identity.InstanceIds;
import io.slimconsole.session.identity.SigningKey;
import io.slimconsole.session.identity.TokenVerifier;
import io.slimconsole.session.identity.jwt.IdentityException;
import io.slimconsole.session.identity.jwt.JwtAlgorithm;
import io.slimconsole.session.identity.jwt.JwtClaims;
import io.slimconsole.session.identity.jwt.JwtExpectations;
import io.slimconsole.session.identity.jwt.JwtIdentity;
import io.slimconsole.session.identity.jwt.JwtSigner;
import io.slimconsole.session.identity.jwt.JwtVerifier;
import io.slimconsole.session.identity.jwt.KeyFormat;
import io.slimconsole.session.identity.jwt.LocalKeys;
import io.slimconsole.session.identity.jwt.StaticTokenIdentity;
import io.slimconsole.session.membership.Outcome;
import io.slimconsole.session.membership.ParticipantOutput.Reason;
import io.slimconsole.session.network.LocalNetwork;
import io.slimconsole.session.store.SessionStorage;
import io.slimconsole.tests.interop.Application.Session;
import io.slimconsole.tests.interop.Application.SessionKind;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// Everybody's identity is proved by signed tokens (JWT): we moderate, all participants are upstream's.
@InteropTest
final class OurTokensTest {
    private static final String ISSUER = "https://issuer.example";
    private static final String AUDIENCE = "slim";
    private static final InstantSource CLOCK = InstantSource.system();

    private static JwtClaims claims(String subject) {
        return JwtClaims.of(subject).withIssuer(ISSUER).withAudiences(AUDIENCE);
    }

    private static Identity identity(JwtClaims claims, TokenKey key) {
        try {
            return new JwtIdentity(
                    claims,
                    JwtSigner.of(JwtAlgorithm.valueOf(key.algorithm()), key.signing()),
                    SigningKey.generate(CipherSuite.MLS_128_DHKEMP256_AES128GCM_SHA256_P256),
                    CLOCK);
        } catch (IdentityException e) {
            throw new AssertionError(e);
        }
    }

    private static Identity identity(TokenKey key) {
        return identity(claims("org/ns/console"), key);
    }

    private static TokenVerifier verifier(KeyFormat format, String keys) {
        try {
            return new JwtVerifier(
                    LocalKeys.of(format, keys),
                    JwtExpectations.NONE.withIssuer(ISSUER).withAudiences(AUDIENCE),
                    CLOCK);
        } catch (IdentityException e) {
            throw new AssertionError(e);
        }
    }

    private static TokenVerifier verifier(TokenKey key) {
        return verifier(new KeyFormat.Pem(JwtAlgorithm.valueOf(key.algorithm())), key.verifying());
    }

    private static ModeratedSession group(
            Scenario scenario, OurModerator ours, SessionOptions options) {
        return console(scenario, ours).createGroup(CHANNEL, options, ours::hear);
    }

    private static io.slimconsole.session.Application console(
            Scenario scenario, OurModerator ours) {
        return ours.join(
                scenario,
                new LocalNetwork(scenario.ourNode().slim(), "console"),
                SessionStorage.NONE);
    }

    /// One whose tokens are signed and verified with the same key as all others'.
    private static Application peer(Scenario scenario, String name, TokenKey key) {
        return peer(scenario, name, setup(name, key, "Pem", key.verifying()));
    }

    private static TokenSetup setup(String subject, TokenKey key, String format, String verifying) {
        return new TokenSetup(
                subject, ISSUER, AUDIENCE, key.written(), key.signing(), format, verifying);
    }

    private static Application peer(Scenario scenario, String name, TokenSetup setup) {
        Application peer = scenario.process(name);
        String full = peer.start(setup);
        assertThat(full)
                .isEqualTo(
                        Name.parse(name)
                                .withId(InstanceIds.ofIdentity(setup.subject()))
                                .toString());
        reachable(scenario, peer);
        return peer;
    }

    private static void reachable(Scenario scenario, Application peer) {
        peer.connect(scenario.url());
        peer.subscribe(peer.name());
    }

    /// They talk, one is removed, the channel is closed.
    private static void theyTalk(
            OurModerator ours, ModeratedSession group, List<Application> peers) {
        List<Session> sessions = ours.gather(group, peers);
        Session first = sessions.getFirst();
        Session last = sessions.getLast();

        first.publish("from the first");
        last.publish("from the last");
        assertThat(published(group.publish(text("from us"))).acknowledged()).hasSize(peers.size());

        assertThat(List.of(first.receive().text(), first.receive().text()))
                .containsExactlyInAnyOrder("from the last", "from us");
        assertThat(List.of(last.receive().text(), last.receive().text()))
                .containsExactlyInAnyOrder("from the first", "from us");
        ours.awaitRead(List.of("from the first", "from the last"));
        assertThat(get(group.remove(Name.parse(peers.getLast().name()))))
                .isInstanceOfSatisfying(
                        Outcome.Removed.class, done -> assertThat(done.answered()).isTrue());
        first.publish("without the last");
        assertThat(last.receiveWithin(Duration.ofSeconds(1))).isEmpty();
        ours.awaitRead(List.of("from the first", "from the last", "without the last"));
        assertThat(get(group.end())).isInstanceOf(Outcome.Closed.class);
        assertThat(ours.events()).noneMatch(SessionEvent.Refused.class::isInstance);
    }

    @ParameterizedTest(name = "{0}, MLS {1}")
    @CsvSource({
        "ES256, true",
        "ES256, false",
        "ES384, true",
        "EDDSA, true",
        "RS256, true",
        "PS512, false",
        "HS256, true"
    })
    void theyTalkWithTokensOfOneKey(String algorithm, boolean encrypted, Scenario scenario) {
        TokenKey key = TokenKey.generate(algorithm);
        var ours = new OurModerator(identity(key), verifier(key));
        ModeratedSession group = group(scenario, ours, PATIENT.withEncrypted(encrypted));

        theyTalk(
                ours,
                group,
                List.of(peer(scenario, "org/ns/one", key), peer(scenario, "org/ns/two", key)));
    }

    @ParameterizedTest(name = "MLS {0}")
    @ValueSource(booleans = {true, false})
    void theyTalkWithAKeyEach(boolean encrypted, Scenario scenario) {
        TokenKey own = TokenKey.generate("ES256");
        TokenKey one = TokenKey.generate("ES256");
        TokenKey two = TokenKey.generate("ES256");
        String keys =
                TokenKey.jwks(Map.of("org/ns/console", own, "org/ns/one", one, "org/ns/two", two));
        var ours = new OurModerator(identity(own), verifier(new KeyFormat.Jwks(false), keys));
        ModeratedSession group = group(scenario, ours, PATIENT.withEncrypted(encrypted));

        theyTalk(
                ours,
                group,
                List.of(
                        peer(scenario, "org/ns/one", setup("org/ns/one", one, "Jwks", keys)),
                        peer(scenario, "org/ns/two", setup("org/ns/two", two, "Jwks", keys))));
    }

    @ParameterizedTest(name = "MLS {0}")
    @ValueSource(booleans = {true, false})
    void theyModerateAndWeTakePart(boolean encrypted, Scenario scenario) {
        TokenKey key = TokenKey.generate("ES256");
        var us =
                new OurApplication(
                        "org/ns/console",
                        identity(key),
                        verifier(key),
                        Way.IN_OUR_NODE,
                        scenario,
                        SessionStorage.NONE);
        Application moderator = peer(scenario, "org/ns/moderator", key);
        Application one = peer(scenario, "org/ns/one", key);
        Session atModerator =
                moderator.openGroup(
                        CHANNEL.prefix(), encrypted ? SessionKind.MLS : SessionKind.PLAIN);
        var accepted = one.accept();
        moderator.route(one.name());
        atModerator.invite(one.name());
        Session atOne = one.await(accepted);
        moderator.route("org/ns/console");
        atModerator.invite("org/ns/console");

        atOne.publish("from one");
        us.awaitRead(List.of("from one"));
        assertThat(OurApplication.published(us.session(), "from us").acknowledged()).hasSize(2);
        assertThat(atOne.receive().text()).isEqualTo("from us");
        assertThat(us.session().keysView().isPresent()).isEqualTo(encrypted);

        atModerator.remove("org/ns/console");
        us.await(new SessionEvent.Out(Reason.REMOVED));
        assertThat(us.events()).noneMatch(SessionEvent.Refused.class::isInstance);
    }

    @ParameterizedTest(name = "MLS {0}")
    @ValueSource(booleans = {true, false})
    void whoseTokenIsNotGoodIsNotFound(boolean encrypted, Scenario scenario) {
        TokenKey key = TokenKey.generate("ES256");
        TokenKey other = TokenKey.generate("ES256");
        var ours = new OurModerator(identity(key), verifier(key));
        var console = console(scenario, ours);
        ModeratedSession group =
                console.createGroup(CHANNEL, IMPATIENT.withEncrypted(encrypted), ours::hear);

        String own = key.verifying();
        for (TokenSetup wrong :
                List.of(
                        setup("org/ns/key", other, "Pem", own),
                        new TokenSetup(
                                "org/ns/issuer",
                                "https://other.example",
                                AUDIENCE,
                                key.written(),
                                key.signing(),
                                "Pem",
                                own),
                        new TokenSetup(
                                "org/ns/audience",
                                ISSUER,
                                "web",
                                key.written(),
                                key.signing(),
                                "Pem",
                                own))) {
            peer(scenario, wrong.subject(), wrong);
            assertThat(get(group.invite(Name.parse(wrong.subject()))))
                    .as(wrong.subject())
                    .isInstanceOf(Outcome.NobodyThere.class);
        }
        ModeratedSession another =
                console.createGroup(
                        Name.parse("org/ns/another"), PATIENT.withEncrypted(encrypted), ours::hear);
        Session good = ours.gather(another, List.of(peer(scenario, "org/ns/good", key))).getFirst();
        good.publish("here I am");
        ours.awaitRead(List.of("here I am"));
    }

    @Test
    void upstreamDoesNotAnswerWhoseTokenIsNotGood(Scenario scenario) {
        TokenKey key = TokenKey.generate("ES256");
        TokenKey other = TokenKey.generate("ES256");
        peer(scenario, "org/ns/one", key);
        var ours = new OurModerator(identity(other), verifier(key));
        ModeratedSession group = group(scenario, ours, IMPATIENT.withEncrypted(true));

        assertThat(get(group.invite(Name.parse("org/ns/one"))))
                .isInstanceOf(Outcome.NobodyThere.class);
    }

    /// Upstream signs its answer to a discovery, whatever the session; a token in a file has no key to do so, and it stays silent.
    @Test
    void anApplicationOfUpstreamWithATokenInAFileCannotBeInvited(
            Scenario scenario, @TempDir Path folder) throws IOException {
        TokenKey key = TokenKey.generate("ES256");
        Path token = tokenFile(folder, "org/ns/one", key);
        Application one = scenario.process("org/ns/one");
        one.start(token, setup("org/ns/one", key, "Pem", key.verifying()));
        reachable(scenario, one);
        var ours = new OurModerator(identity(key), verifier(key));
        ModeratedSession group = group(scenario, ours, FAIR.withEncrypted(false));

        assertThat(get(group.invite(Name.parse("org/ns/one"))))
                .isInstanceOf(Outcome.NobodyThere.class);
        assertThat(ours.gather(group, List.of(peer(scenario, "org/ns/two", key)))).hasSize(1);
    }

    /// Upstream wants the first message of all signed, whatever the session; a token in a file has no key to do so.
    @Test
    void whoHasATokenInAFileDoesNotModerateUpstreamsApplications(
            Scenario scenario, @TempDir Path folder) throws IOException, IdentityException {
        TokenKey key = TokenKey.generate("ES256");
        Path token = tokenFile(folder, "org/ns/console", key);
        peer(scenario, "org/ns/one", key);
        var ours = new OurModerator(StaticTokenIdentity.of(token, CLOCK), verifier(key));
        var console = console(scenario, ours);
        ModeratedSession group =
                console.createGroup(CHANNEL, IMPATIENT.withEncrypted(false), ours::hear);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> console.createGroup(CHANNEL, IMPATIENT, ours::hear))
                .withMessageContaining("without MLS alone");
        assertThat(get(group.invite(Name.parse("org/ns/one"))))
                .isInstanceOf(Outcome.NobodyThere.class);
    }

    /// As somebody else would put it there.
    private static Path tokenFile(Path folder, String subject, TokenKey key) throws IOException {
        return Files.writeString(
                folder.resolve(subject.replace('/', '-')), identity(claims(subject), key).token());
    }
}
