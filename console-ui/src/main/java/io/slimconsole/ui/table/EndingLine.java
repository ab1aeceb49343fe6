package io.slimconsole.ui.table;

import javafx.scene.layout.Region;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

import java.util.List;

/// Styled pieces of text on one line, which ends in an ellipsis where there is no room for all of it.
public final class EndingLine extends Region {
    private static final String ELLIPSIS = "\u2026";

    /// Measures; never shown, so that measuring changes nothing.
    private final Text ruler = new Text();

    private List<Piece> pieces = List.of();

    /// A text, of which the beginning may be shown.
    private static final class Piece extends Text {
        private final String whole;

        Piece(String whole, String styleClass) {
            super(whole);
            this.whole = whole;
            getStyleClass().add(styleClass);
            setManaged(false);
        }
    }

    /// A piece to show.
    public record Part(String text, String styleClass) {}

    public EndingLine() {
        setMinWidth(0);
    }

    public void show(List<Part> parts) {
        pieces = parts.stream().map(p -> new Piece(p.text, p.styleClass)).toList();
        getChildren().setAll(pieces);
        requestLayout();
    }

    /// What is legible, with its ellipsis.
    public String shownText() {
        var text = new StringBuilder();
        pieces.stream().filter(Text::isVisible).forEach(p -> text.append(p.getText()));
        return text.toString();
    }

    @Override
    protected double computePrefWidth(double height) {
        return snapSizeX(pieces.stream().mapToDouble(p -> width(p.whole, p.getFont())).sum());
    }

    @Override
    protected double computePrefHeight(double width) {
        return pieces.stream().mapToDouble(p -> p.getLayoutBounds().getHeight()).max().orElse(0);
    }

    @Override
    protected void layoutChildren() {
        double x = 0;
        double room = getWidth() + 0.5;
        double end = 0;
        double all = 0;
        for (Piece piece : pieces) {
            end = Math.max(end, width(ELLIPSIS, piece.getFont()));
            all += width(piece.whole, piece.getFont());
        }
        boolean cut = false;
        for (Piece piece : pieces) {
            double wide = width(piece.whole, piece.getFont());
            boolean fits = all <= room || x + wide + end <= room;
            piece.setVisible(!cut);
            if (!cut) {
                String shown = fits ? piece.whole : beginning(piece, room - x);
                if (!shown.equals(piece.getText())) {
                    piece.setText(shown);
                }
                double height = piece.getLayoutBounds().getHeight();
                piece.relocate(snapPositionX(x), snapPositionY((getHeight() - height) / 2));
                x += wide;
                cut = !fits;
            }
        }
    }

    private String beginning(Piece piece, double room) {
        int fits = 0;
        int beyond = piece.whole.length();
        while (fits + 1 < beyond) {
            int middle = (fits + beyond) >>> 1;
            String tried = piece.whole.substring(0, middle) + ELLIPSIS;
            if (width(tried, piece.getFont()) <= room) {
                fits = middle;
            } else {
                beyond = middle;
            }
        }
        if (fits > 0 && Character.isHighSurrogate(piece.whole.charAt(fits - 1))) {
            fits--;
        }
        return piece.whole.substring(0, fits) + ELLIPSIS;
    }

    private double width(String text, Font font) {
        ruler.setFont(font);
        ruler.setText(text);
        return ruler.getLayoutBounds().getWidth();
    }
}
