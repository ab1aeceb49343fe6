package io.slimconsole.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.tests.interop.Application.SessionKind;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.IntStream;

/// Several instances behind one name.
@InteropTest
final class AnycastTest {
    private static final String SERVICE = "org/ns/service";

    @Test
    void eachInstanceGetsItsTurn(Scenario scenario) {
        var applications = scenario.applications("org/ns/client", SERVICE, SERVICE, SERVICE);
        var client = applications.getFirst();
        var instances = applications.subList(1, applications.size());
        client.route(SERVICE);

        var accepted = instances.stream().map(Application::accept).toList();
        var sent = List.of("first", "second", "third");
        for (String text : sent) {
            client.open(SERVICE, SessionKind.PLAIN).publish(text);
        }

        var received =
                IntStream.range(0, instances.size())
                        .mapToObj(i -> instances.get(i).await(accepted.get(i)).receive().text())
                        .toList();
        assertThat(received).containsExactlyInAnyOrderElementsOf(sent);
    }
}
