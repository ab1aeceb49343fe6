package io.slimconsole.ui.table;

import io.slimconsole.ui.fx.Actions;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.shell.Screen;

import javafx.scene.Node;
import javafx.scene.control.TextInputControl;

import org.kordamp.ikonli.Ikon;

import java.util.Optional;

/// A screen that is a [LivePage]: it reads the node while it is in sight, and only then.
public abstract class LiveScreen implements Screen, AutoCloseable {
    private final String id;
    private final String title;
    private final Ikon icon;

    protected LiveScreen(String id, String title, Ikon icon) {
        this.id = id;
        this.title = title;
        this.icon = icon;
    }

    /// The same one for as long as the screen lives.
    protected abstract LivePage page();

    /// Adds the action that pauses the list.
    protected final void addPause(Actions actions) {
        String text = Texts.of(LiveScreen.class).get("pause");
        actions.add(id + ".pause", title, text, "Space", id, () -> page().feed().pauseOrGoOn());
    }

    @Override
    public final String id() {
        return id;
    }

    @Override
    public final String title() {
        return title;
    }

    @Override
    public final Ikon icon() {
        return icon;
    }

    @Override
    public final Node content() {
        return page().node();
    }

    @Override
    public void shown() {
        page().shown();
        page().feed().start();
    }

    @Override
    public void hidden() {
        page().feed().stop();
    }

    @Override
    public final Optional<TextInputControl> filterField() {
        return Optional.of(page().filter());
    }

    @Override
    public final void refresh() {
        page().feed().refresh();
    }

    @Override
    public void close() {
        page().feed().close();
    }
}
