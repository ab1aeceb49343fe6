package io.slimconsole.ui.channels;

import io.slimconsole.ui.fx.Icons;

import javafx.css.PseudoClass;
import javafx.scene.control.TableCell;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/// Cells with an icon before their word: nothing is said by colour alone.
final class IconCells {
    private static final PseudoClass QUIET = PseudoClass.getPseudoClass("waiting");
    private static final PseudoClass TROUBLE = PseudoClass.getPseudoClass("trouble");

    /// How the icon looks.
    enum Tone {
        GOOD,
        QUIET,
        TROUBLE
    }

    private IconCells() {}

    static void paint(TableCell<?, ?> cell, Ikon ikon, String text, Tone tone) {
        if (cell.getGraphic() instanceof FontIcon icon) {
            if (!ikon.equals(icon.getIconCode())) {
                icon.setIconCode(ikon);
            }
        } else {
            if (!cell.getStyleClass().contains("state-cell")) {
                cell.getStyleClass().add("state-cell");
            }
            cell.setGraphic(Icons.of(ikon));
        }
        say(cell, text);
        cell.pseudoClassStateChanged(QUIET, tone == Tone.QUIET);
        cell.pseudoClassStateChanged(TROUBLE, tone == Tone.TROUBLE);
    }

    static void say(TableCell<?, ?> cell, String text) {
        if (!text.equals(cell.getText())) {
            cell.setText(text);
        }
    }
}
