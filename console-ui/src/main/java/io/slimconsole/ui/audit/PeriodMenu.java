package io.slimconsole.ui.audit;

import io.slimconsole.persistence.audit.TimeRange;
import io.slimconsole.ui.fx.Formats;
import io.slimconsole.ui.fx.Icons;
import io.slimconsole.ui.fx.Texts;

import javafx.beans.property.ObjectProperty;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;

import org.kordamp.ikonli.feather.Feather;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Says of which time the entries are, and offers others.
final class PeriodMenu extends MenuButton {
    private static final List<Duration> LASTS =
            List.of(
                    Duration.ofMinutes(5),
                    Duration.ofHours(1),
                    Duration.ofDays(1),
                    Duration.ofDays(7));

    private final Texts texts;
    private final ObjectProperty<Period> period;
    private final Clock clock;

    PeriodMenu(String id, Texts texts, ObjectProperty<Period> period, Clock clock) {
        this.texts = texts;
        this.period = period;
        this.clock = clock;
        setId(id);
        setGraphic(Icons.of(Feather.CLOCK));
        getItems().add(item(new Period.Whole()));
        LASTS.forEach(last -> getItems().add(item(new Period.Last(last))));
        period.subscribe(now -> setText(text(now)));
    }

    private MenuItem item(Period choice) {
        var item = new MenuItem(text(choice));
        item.setOnAction(_ -> period.set(choice));
        return item;
    }

    private String text(Period of) {
        return switch (of) {
            case Period.Whole _ -> texts.get("period.whole");
            case Period.Last(Duration length) -> texts.get("period.last", Formats.age(length));
            case Period.Between(TimeRange range) ->
                    texts.get("period.between", minute(range.from()), minute(range.to()));
        };
    }

    private String minute(Instant at) {
        return AuditTimes.brief(at, clock.instant(), clock.getZone()).replaceFirst("\\.000$", "");
    }
}
