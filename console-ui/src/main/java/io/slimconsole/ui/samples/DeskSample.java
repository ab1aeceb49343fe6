package io.slimconsole.ui.samples;

import com.google.protobuf.ByteString;

import io.slimconsole.node.LocalApplication;
import io.slimconsole.node.SlimNode;
import io.slimconsole.node.name.Name;
import io.slimconsole.node.name.NameId;
import io.slimconsole.node.wire.SlimMessage;

import java.util.concurrent.ScheduledExecutorService;

/// Two visitors ask a service; any one of its three instances answers.
final class DeskSample extends Sample {
    private static final String NAMESPACE = "desk";
    private static final int AGENTS = 3;
    private static final int VISITORS = 2;
    private static final long QUESTION_MILLIS = 900;
    private static final String TEXT = "text/plain";

    private final Name service = Name.of(ORGANIZATION, NAMESPACE, "agent");

    DeskSample(SlimNode node, ScheduledExecutorService clock) {
        super(node, clock);
        for (int i = 0; i < AGENTS; i++) {
            agent();
        }
        for (int i = 0; i < VISITORS; i++) {
            visitor(i);
        }
    }

    private void agent() {
        Name name = instance(NAMESPACE, service.service());
        attach(
                name,
                (agent, question) ->
                        question.sourceName()
                                .ifPresent(
                                        visitor ->
                                                agent.send(
                                                        text(
                                                                name,
                                                                visitor,
                                                                "The second door on the left."))));
    }

    private void visitor(int number) {
        Name name = instance(NAMESPACE, "visitor");
        LocalApplication visitor = attach(name, (_, _) -> {});
        every(
                QUESTION_MILLIS + 200L * number,
                () ->
                        visitor.send(
                                text(
                                        name,
                                        service.withId(NameId.NULL_COMPONENT),
                                        "Where do I find the route table?")));
    }

    private static SlimMessage text(Name from, Name to, String text) {
        return SlimMessage.publish(from, to).payload(TEXT, ByteString.copyFromUtf8(text)).build();
    }
}
