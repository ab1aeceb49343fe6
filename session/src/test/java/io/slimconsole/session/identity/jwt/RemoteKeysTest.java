package io.slimconsole.session.identity.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.slimconsole.session.identity.InvalidTokenException;
import io.slimconsole.tests.kit.Await;
import io.slimconsole.tests.kit.ManualClock;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

final class RemoteKeysTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String PATH = "/keys";

    /// As in the product, but for how long an answer may take.
    private static final RemoteKeys.Timing TIMING =
            new RemoteKeys.Timing(
                    Duration.ofHours(1),
                    Duration.ofDays(1),
                    Duration.ofSeconds(10),
                    Duration.ofMinutes(5),
                    Duration.ofSeconds(5));

    private final ManualClock clock = new ManualClock(NOW);
    private final Issuer one = Issuer.of("one", JwtAlgorithm.ES256);
    private final Issuer two = Issuer.of("two", JwtAlgorithm.ES256);
    private final List<JwtVerifier> verifiers = new ArrayList<>();
    private KeyServer server;

    @BeforeEach
    void start() {
        server = new KeyServer();
        server.answer(PATH, 200, Issuer.jwks(one));
    }

    @AfterEach
    void stop() {
        verifiers.forEach(JwtVerifier::close);
        server.close();
    }

    private RemoteKeys keys(RemoteKeys.Timing timing) {
        try {
            return RemoteKeys.ofUrl(server.url(PATH), clock, timing);
        } catch (IdentityException e) {
            throw new AssertionError(e);
        }
    }

    private JwtVerifier verifier(RemoteKeys keys) {
        var verifier = new JwtVerifier(keys, JwtExpectations.NONE, clock);
        verifiers.add(verifier);
        return verifier;
    }

    /// Of a verifier whose keys are there.
    private JwtVerifier ready() throws InterruptedException {
        RemoteKeys keys = keys(TIMING);
        assertThat(keys.awaitFirst(PATIENCE)).isEmpty();
        return verifier(keys);
    }

    /// Good at any time that a test gets to.
    private static String token(Issuer issuer) {
        return issuer.sign(
                Map.of("sub", "svc", "exp", NOW.plus(Duration.ofDays(10)).getEpochSecond()));
    }

    private static void accepted(JwtVerifier verifier, String token) {
        try {
            assertThat(verifier.verify(token).subject()).isEqualTo("svc");
        } catch (InvalidTokenException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    private static void refused(JwtVerifier verifier, String token, String why) {
        assertThatExceptionOfType(InvalidTokenException.class)
                .isThrownBy(() -> verifier.verify(token))
                .withMessageContaining(why);
    }

    private void awaitRequests(int count) {
        Await.until(count + " requests", () -> server.requests().size() >= count);
    }

    @Test
    void keysAreFetchedOnceForManyTokens() throws InterruptedException {
        JwtVerifier verifier = ready();

        for (int i = 0; i < 20; i++) {
            accepted(verifier, token(one));
        }

        assertThat(server.requests()).containsExactly(PATH);
    }

    @Test
    void aNewKeyIsFetchedWhenItsFirstTokenComesAndTheOldOneIsDropped() throws InterruptedException {
        JwtVerifier verifier = ready();
        String old = token(one);
        accepted(verifier, old);
        server.answer(PATH, 200, Issuer.jwks(two));
        clock.advance(Duration.ofSeconds(10));

        refused(verifier, token(two), "key \"two\") is signed by none of the keys of http://");
        Await.untilAsserted(() -> accepted(verifier, token(two)));

        refused(verifier, old, "key \"one\") is signed by none of");
        assertThatNoException(verifier, old);
    }

    private static void assertThatNoException(JwtVerifier verifier, String token) {
        try {
            assertThat(verifier.verifyAuthentic(token).subject()).isEqualTo("svc");
        } catch (InvalidTokenException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void strangersDoNotMakeUsAskTheIssuerAgainAndAgain() throws InterruptedException {
        JwtVerifier verifier = ready();
        Issuer stranger = Issuer.of("stranger", JwtAlgorithm.ES256);

        clock.advance(Duration.ofSeconds(9));
        for (int i = 0; i < 50; i++) {
            refused(verifier, token(stranger), "signed by none of");
        }
        assertThat(server.requests()).hasSize(1);
        clock.advance(Duration.ofSeconds(1));
        for (int i = 0; i < 50; i++) {
            refused(verifier, token(stranger), "signed by none of");
        }
        awaitRequests(2);
        accepted(verifier, token(one));
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void goodKeysAreFetchedAnewAfterAnHour() throws InterruptedException {
        JwtVerifier verifier = ready();
        server.answer(PATH, 200, Issuer.jwks(one, two));

        clock.advance(Duration.ofMinutes(59));
        accepted(verifier, token(one));
        assertThat(server.requests()).hasSize(1);
        clock.advance(Duration.ofMinutes(1));
        accepted(verifier, token(one));
        awaitRequests(2);
        Await.untilAsserted(() -> accepted(verifier, token(two)));
    }

    @Test
    void keysAreFetchedAnewEvenIfNobodyComes() throws InterruptedException {
        var soon =
                new RemoteKeys.Timing(
                        Duration.ofMillis(20),
                        Duration.ofDays(1),
                        Duration.ofMillis(20),
                        Duration.ofMillis(20),
                        Duration.ofSeconds(5));
        try (RemoteKeys keys =
                RemoteKeys.ofUrl(server.url(PATH), java.time.InstantSource.system(), soon)) {
            awaitRequests(3);
            server.answer(PATH, 500, "");
            int before = server.requests().size();
            awaitRequests(before + 3);
            assertThat(keys.current().current()).hasSize(1);
        } catch (IdentityException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"down", "status 500", "no keys", "too large", "slow", "redirect"})
    void withoutItsIssuerTheLastGoodKeysGoOnForADay(String failure) throws InterruptedException {
        RemoteKeys keys = keys(withLimit(Duration.ofMillis(300)));
        assertThat(keys.awaitFirst(PATIENCE)).isEmpty();
        JwtVerifier verifier = verifier(keys);
        String token = token(one);
        accepted(verifier, token);

        String why =
                switch (failure) {
                    case "down" -> {
                        server.close();
                        yield "can't get http://";
                    }
                    case "status 500" -> {
                        server.answer(PATH, 500, Issuer.jwks(one));
                        yield "answered with status 500";
                    }
                    case "no keys" -> {
                        server.answer(PATH, 200, "<html>maintenance</html>");
                        yield "not a set of keys";
                    }
                    case "too large" -> {
                        String pad = " ".repeat(JwksFetcher.MOST_BYTES);
                        server.answer(PATH, 200, pad + Issuer.jwks(one));
                        yield "can't get http://";
                    }
                    case "slow" -> {
                        server.neverFinish(PATH);
                        yield "did not answer in full within 300 ms";
                    }
                    default -> {
                        server.redirect(PATH, "/elsewhere");
                        server.answer("/elsewhere", 200, Issuer.jwks(one));
                        yield "answered with status 302";
                    }
                };
        clock.advance(Duration.ofDays(1));
        accepted(verifier, token);
        Await.until("it has failed", () -> keys.describe().contains(why));
        accepted(verifier, token);

        clock.advance(Duration.ofSeconds(1));
        refused(verifier, token, why);
        assertThatNoException(verifier, token);
    }

    private static RemoteKeys.Timing withLimit(Duration limit) {
        return new RemoteKeys.Timing(
                TIMING.refresh(), TIMING.keep(), TIMING.pause(), TIMING.longestPause(), limit);
    }

    @Test
    void nobodyWaitsForASlowIssuer() {
        server.neverFinish(PATH);
        JwtVerifier verifier = verifier(keys(withLimit(Duration.ofMinutes(10))));
        awaitRequests(1);

        long before = System.nanoTime();
        for (int i = 0; i < 100; i++) {
            refused(verifier, token(one), "(not there yet)");
        }

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void anIssuerThatComesUpLateIsFound() throws InterruptedException {
        server.answer(PATH, 503, "");
        RemoteKeys keys = keys(TIMING);
        JwtVerifier verifier = verifier(keys);
        assertThat(keys.awaitFirst(PATIENCE).orElseThrow()).contains("status 503");
        refused(verifier, token(one), "not there yet; http://");

        server.answer(PATH, 200, Issuer.jwks(one));
        clock.advance(Duration.ofSeconds(10));
        refused(verifier, token(one), "not there yet");

        Await.untilAsserted(() -> accepted(verifier, token(one)));
    }

    @Test
    void failuresAreTriedAgainAtLongerAndLongerIntervals() throws InterruptedException {
        server.answer(PATH, 503, "");
        RemoteKeys keys = keys(TIMING);
        keys.awaitFirst(PATIENCE);
        for (int seconds : new int[] {10, 20, 40, 80, 160, 300, 300}) {
            clock.advance(Duration.ofSeconds(seconds).minusMillis(1));
            keys.current();
            assertThat(keys.lastAttempt()).isBefore(clock.instant());
            clock.advance(Duration.ofMillis(1));
            keys.current();
            Await.until(
                    "another attempt after %d s".formatted(seconds),
                    () -> keys.lastAttempt().equals(clock.instant()));
        }
        assertThat(server.requests()).hasSize(8);
        keys.close();
    }

    @Test
    void closingBreaksOffWhatIsUnderWay() throws InterruptedException {
        server.neverFinish(PATH);
        RemoteKeys keys = keys(withLimit(Duration.ofMinutes(10)));
        awaitRequests(1);

        keys.close();
        keys.close();

        assertThat(keys.awaitFirst(PATIENCE)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://issuer.example/keys",
                "ftp://localhost/keys",
                "file:///etc/passwd",
                "keys",
                "https:/keys",
                "https://user:password@issuer.example/keys"
            })
    void aPlaceThatIsNotToBeTrustedIsRefused(String url) {
        assertThatExceptionOfType(IdentityException.class)
                .isThrownBy(() -> RemoteKeys.ofUrl(URI.create(url), clock));
        assertThatExceptionOfType(IdentityException.class)
                .isThrownBy(() -> RemoteKeys.ofIssuer(URI.create(url), clock));
    }

    private RemoteKeys ofIssuer(String path) {
        try {
            return RemoteKeys.ofIssuer(server.url(path), clock, TIMING);
        } catch (IdentityException e) {
            throw new AssertionError(e);
        }
    }

    private void discovery(String path, String content) {
        server.answer(path + "/.well-known/openid-configuration", 200, content);
    }

    @Test
    void anIssuerSaysWhereItsKeysAre() throws InterruptedException {
        discovery(
                "/realm",
                "{\"issuer\": \"%s/\", \"jwks_uri\": \"%s\"}"
                        .formatted(server.url("/realm"), server.url(PATH)));
        RemoteKeys keys = ofIssuer("/realm/");

        assertThat(keys.awaitFirst(PATIENCE)).isEmpty();
        accepted(verifier(keys), token(one));
        assertThat(server.requests())
                .containsExactly("/realm/.well-known/openid-configuration", PATH);
    }

    @Test
    void anIssuerThatSaysNothingHasItsKeysInTheUsualPlace() throws InterruptedException {
        server.answer("/realm/.well-known/jwks.json", 200, Issuer.jwks(one));
        RemoteKeys keys = ofIssuer("/realm");

        assertThat(keys.awaitFirst(PATIENCE)).isEmpty();
        accepted(verifier(keys), token(one));
    }

    @Test
    void anIssuerThatIsSomebodyElseIsNotBelieved() throws InterruptedException {
        discovery(
                "/realm",
                "{\"issuer\": \"https://other\", \"jwks_uri\": \"%s\"}"
                        .formatted(server.url(PATH)));
        server.answer("/realm/.well-known/jwks.json", 200, Issuer.jwks(one));
        RemoteKeys keys = ofIssuer("/realm");

        assertThat(keys.awaitFirst(PATIENCE).orElseThrow()).contains("says that it is");
        refused(verifier(keys), token(one), "not there yet");
    }

    @Test
    void keysOnAnotherServerAreNotBelieved() throws InterruptedException {
        try (var other = new KeyServer()) {
            other.answer(PATH, 200, Issuer.jwks(one));
            discovery("", "{\"jwks_uri\": \"%s\"}".formatted(other.url(PATH)));
            RemoteKeys keys = ofIssuer("");

            assertThat(keys.awaitFirst(PATIENCE).orElseThrow())
                    .contains("another server is not trusted");
            refused(verifier(keys), token(one), "not there yet");
            assertThat(other.requests()).isEmpty();
        }
    }
}
