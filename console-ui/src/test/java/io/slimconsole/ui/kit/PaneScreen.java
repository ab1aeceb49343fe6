package io.slimconsole.ui.kit;

import io.slimconsole.ui.shell.Screen;

import javafx.scene.Node;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/// A screen that consists of one pane, to look at it in the real window.
public record PaneScreen(Node content) implements Screen {
    @Override
    public String id() {
        return "pane";
    }

    @Override
    public String title() {
        return "Channel";
    }

    @Override
    public Ikon icon() {
        return Feather.HASH;
    }
}
