package io.slimconsole.session.identity.jwt;

import static java.nio.charset.StandardCharsets.UTF_8;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Gets a set of keys from where an issuer publishes it. Waits, for a limited time.
///
/// Follows no redirects: what an issuer's operator has named is what is asked.
///
/// @see "identity-and-control.md 1.3, autoresolve"
final class JwksFetcher implements AutoCloseable {
    /// Sets have some thousand.
    static final int MOST_BYTES = 1 << 18;

    private static final int OK = 200;
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final JsonMapper JSON = new JsonMapper();

    private final URI place;
    private final boolean issuer;
    private final Duration limit;
    private final HttpClient client;

    private JwksFetcher(URI place, boolean issuer, Duration limit) throws IdentityException {
        requireSafe(place);
        this.place = place;
        this.issuer = issuer;
        this.limit = limit;
        this.client = HttpClient.newBuilder().connectTimeout(limit).build();
    }

    /// @param limit for one answer, from the connection to its last byte
    static JwksFetcher ofUrl(URI url, Duration limit) throws IdentityException {
        return new JwksFetcher(url, false, limit);
    }

    /// Asks the issuer where its keys are.
    static JwksFetcher ofIssuer(URI issuer, Duration limit) throws IdentityException {
        return new JwksFetcher(issuer, true, limit);
    }

    /// Keys that came without TLS prove nothing, unless they never left this machine.
    private static void requireSafe(URI url) throws IdentityException {
        String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        boolean loopback =
                url.getHost() != null && LOOPBACK.contains(url.getHost().toLowerCase(Locale.ROOT));
        if (url.getHost() == null
                || !(scheme.equals("https") || (scheme.equals("http") && loopback))) {
            throw new IdentityException(
                    "\"%s\" has to begin with https://; only on this machine itself http:// will do"
                            .formatted(url));
        }
        if (url.getRawUserInfo() != null) {
            throw new IdentityException("the URL of keys carries no password: they are public");
        }
    }

    URI place() {
        return place;
    }

    /// @return the set as it came
    String fetch() throws IdentityException, InterruptedException {
        return get(issuer ? discovered() : place);
    }

    private URI discovered() throws IdentityException, InterruptedException {
        Optional<JsonNode> document = discovery();
        if (document.isEmpty()) {
            return wellKnown("jwks.json");
        }
        String named = document.get().path("issuer").asString(place.toString());
        if (!withoutSlash(named).equals(withoutSlash(place.toString()))) {
            throw new IdentityException(
                    "%s says that it is %s: one of both is wrong".formatted(place, named));
        }
        JsonNode keys = document.get().path("jwks_uri");
        if (!keys.isString()) {
            return wellKnown("jwks.json");
        }
        URI url = url(keys.asString());
        if (!origin(url).equals(origin(place))) {
            throw new IdentityException(
                    "%s has its keys at %s: another server is not trusted with them"
                            .formatted(place, url));
        }
        return url;
    }

    private Optional<JsonNode> discovery() throws InterruptedException {
        try {
            JsonNode document = JSON.readTree(get(wellKnown("openid-configuration")));
            return document.isObject() ? Optional.of(document) : Optional.empty();
        } catch (IdentityException | JacksonException e) {
            return Optional.empty(); // an issuer need not have one
        }
    }

    private URI wellKnown(String name) throws IdentityException {
        return url(withoutSlash(place.toString()) + "/.well-known/" + name);
    }

    private static URI url(String text) throws IdentityException {
        try {
            URI url = URI.create(text);
            requireSafe(url);
            return url;
        } catch (IllegalArgumentException e) {
            throw new IdentityException("\"%s\" is no URL".formatted(text), e);
        }
    }

    private static String withoutSlash(String text) {
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    private static String origin(URI url) {
        String scheme = Objects.requireNonNull(url.getScheme()).toLowerCase(Locale.ROOT);
        int port = url.getPort() >= 0 ? url.getPort() : scheme.equals("https") ? 443 : 80;
        return "%s://%s:%d"
                .formatted(
                        scheme,
                        Objects.requireNonNull(url.getHost()).toLowerCase(Locale.ROOT),
                        port);
    }

    private String get(URI url) throws IdentityException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(url)
                        .header("accept", "application/json, application/jwk-set+json")
                        .build();
        CompletableFuture<HttpResponse<String>> answer =
                client.sendAsync(
                        request, BodyHandlers.limiting(BodyHandlers.ofString(UTF_8), MOST_BYTES));
        try {
            HttpResponse<String> response = answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (response.statusCode() != OK) {
                throw new IdentityException(
                        "%s answered with status %d".formatted(url, response.statusCode()));
            }
            return response.body();
        } catch (TimeoutException e) {
            throw new IdentityException(
                    "%s did not answer in full within %d ms".formatted(url, limit.toMillis()), e);
        } catch (ExecutionException e) {
            throw new IdentityException(
                    "can't get %s: %s".formatted(url, String.valueOf(e.getCause())), e);
        } finally {
            answer.cancel(true); // no effect on one that has come
        }
    }

    /// Breaks off what is under way.
    @Override
    public void close() {
        client.shutdownNow();
    }
}
