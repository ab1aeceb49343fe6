package io.slimconsole.ui.table;

import io.slimconsole.ui.fx.Icons;

import javafx.css.PseudoClass;
import javafx.scene.control.TableCell;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/// Cells with an icon before their word: nothing is said by colour alone.
public final class IconCells {
    private static final PseudoClass QUIET = PseudoClass.getPseudoClass("waiting");
    private static final PseudoClass TROUBLE = PseudoClass.getPseudoClass("trouble");

    /// How the icon looks.
    public enum Tone {
        GOOD,
        QUIET,
        TROUBLE
    }

    private IconCells() {}

    public static void paint(TableCell<?, ?> cell, Ikon ikon, String text, Tone tone) {
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

    public static void say(TableCell<?, ?> cell, String text) {
        if (!text.equals(cell.getText())) {
            cell.setText(text);
        }
    }
}
