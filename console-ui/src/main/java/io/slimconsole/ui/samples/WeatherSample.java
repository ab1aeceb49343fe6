package io.slimconsole.ui.samples;

import com.google.protobuf.ByteString;

import io.slimconsole.node.LocalApplication;
import io.slimconsole.node.SlimNode;
import io.slimconsole.node.name.Name;
import io.slimconsole.node.wire.SlimMessage;

import java.util.Locale;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;

/// Three stations publish readings to a channel, five displays read them.
final class WeatherSample extends Sample {
    private static final String NAMESPACE = "weather";
    private static final int STATIONS = 3;
    private static final int DISPLAYS = 5;
    private static final long READING_MILLIS = 700;

    private final Name channel = instance(NAMESPACE, "readings");
    private final RandomGenerator random;

    WeatherSample(SlimNode node, ScheduledExecutorService clock, RandomGenerator random) {
        super(node, clock);
        this.random = random;
        for (int i = 0; i < DISPLAYS; i++) {
            attach(instance(NAMESPACE, "display"), (_, _) -> {}).subscribe(channel);
        }
        for (int i = 0; i < STATIONS; i++) {
            station(i);
        }
    }

    private void station(int number) {
        Name name = instance(NAMESPACE, "station");
        LocalApplication station = attach(name, (_, _) -> {});
        every(READING_MILLIS + 150L * number, () -> station.send(reading(name)));
    }

    private SlimMessage reading(Name station) {
        String json =
                String.format(
                        Locale.ROOT,
                        "{\"celsius\": %.1f, \"hectopascal\": %.0f}",
                        random.nextDouble(-10, 35),
                        random.nextDouble(980, 1040));
        return SlimMessage.publish(station, channel)
                .fanout(SlimMessage.FANOUT_ALL)
                .payload("application/json", ByteString.copyFromUtf8(json))
                .build();
    }
}
