package io.slimconsole.ui.table;

import javafx.beans.binding.Bindings;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.TableCell;
import javafx.scene.layout.Region;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

import java.util.List;
import java.util.function.ToDoubleBiFunction;

/// A name on one line, in styled pieces. Where there is no room for all of it, an ellipsis stands for what tells least:
/// most of the room goes to its end, which tells names of one namespace apart, the rest to its beginning.
///
/// Measuring is what costs: a line measures when its name, its width or its font changes, and not otherwise.
public final class NameLine extends Region {
    private static final String ELLIPSIS = "\u2026";

    /// Of four characters that are shown of a name that is too long, one is of its beginning.
    private static final int FRONT = 4;

    private final ToDoubleBiFunction<String, Font> ruler;
    private List<Piece> pieces = List.of();
    private List<Part> parts = List.of();
    private double fittedWidth = -1;
    private double fittedHeight = -1;

    /// A piece to show.
    public record Part(String text, String styleClass) {}

    private final class Piece extends Text {
        private final String whole;
        private double wide = Double.NaN;

        Piece(Part part) {
            super(part.text);
            whole = part.text;
            // "text" as in labels: the theme centres those a little lower
            getStyleClass().addAll("text", part.styleClass);
            setManaged(false);
            fontProperty()
                    .addListener(
                            (_, _, _) -> {
                                wide = Double.NaN;
                                fitAgain();
                            });
        }

        double wide() {
            if (Double.isNaN(wide)) {
                wide = ruler.applyAsDouble(whole, getFont());
            }
            return wide;
        }
    }

    public NameLine() {
        // never shown, so that measuring changes nothing
        var measure = new Text();
        this(
                (text, font) -> {
                    measure.setFont(font);
                    measure.setText(text);
                    return measure.getLayoutBounds().getWidth();
                });
    }

    /// @param ruler how wide a text is
    NameLine(ToDoubleBiFunction<String, Font> ruler) {
        this.ruler = ruler;
        setMinWidth(0);
    }

    /// Shows a plain name as the content of a cell.
    public static void paint(TableCell<?, ?> cell, String name) {
        NameLine own;
        if (cell.getGraphic() instanceof NameLine there) {
            own = there;
        } else {
            own = new NameLine();
            own.getStyleClass().add("name-cell");
            fill(cell, own);
        }
        own.show(List.of(new Part(name, "text-part")));
        if (!name.equals(cell.getAccessibleText())) {
            cell.setAccessibleText(name);
        }
    }

    /// Makes `content` what the cell shows, as wide as the cell is.
    public static void fill(TableCell<?, ?> cell, Region content) {
        content.setMinWidth(0);
        content.prefWidthProperty()
                .bind(
                        Bindings.createDoubleBinding(
                                () ->
                                        cell.getWidth()
                                                - cell.snappedLeftInset()
                                                - cell.snappedRightInset(),
                                cell.widthProperty(),
                                cell.insetsProperty()));
        cell.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        cell.setGraphic(content);
    }

    /// Shows these from now on; does nothing when it shows them already.
    public void show(List<Part> next) {
        if (next.equals(parts)) {
            return;
        }
        parts = List.copyOf(next);
        pieces = parts.stream().map(Piece::new).toList();
        getChildren().setAll(pieces);
        fitAgain();
    }

    /// What is legible, with its ellipsis.
    public String shownText() {
        var text = new StringBuilder();
        pieces.forEach(p -> text.append(p.getText()));
        return text.toString();
    }

    @Override
    protected double computePrefWidth(double height) {
        return snapSizeX(pieces.stream().mapToDouble(Piece::wide).sum());
    }

    @Override
    protected double computePrefHeight(double width) {
        return pieces.stream().mapToDouble(p -> p.getLayoutBounds().getHeight()).max().orElse(0);
    }

    @Override
    protected void layoutChildren() {
        if (fittedWidth == getWidth() && fittedHeight == getHeight()) {
            return;
        }
        fittedWidth = getWidth();
        fittedHeight = getHeight();
        double room = getWidth() + 0.5;
        boolean whole = pieces.stream().mapToDouble(Piece::wide).sum() <= room;
        Cut cut = whole ? Cut.NONE : fitting(room);
        double x = 0;
        for (int i = 0, start = 0; i < pieces.size(); i++) {
            Piece piece = pieces.get(i);
            String left = cut.leftOf(piece.whole, start);
            if (!left.equals(piece.getText())) {
                piece.setText(left);
            }
            double height = piece.getLayoutBounds().getHeight();
            piece.relocate(snapPositionX(x), snapPositionY((getHeight() - height) / 2));
            x += wide(piece, left);
            start += piece.whole.length();
        }
    }

    private void fitAgain() {
        fittedWidth = -1;
        requestLayout();
    }

    /// The cut that leaves as much as there is room for.
    private Cut fitting(double room) {
        var all = new StringBuilder();
        pieces.forEach(p -> all.append(p.whole));
        int fits = 0;
        int beyond = all.length();
        while (fits + 1 < beyond) {
            int middle = (fits + beyond) >>> 1;
            if (wide(Cut.leaving(middle, all)) <= room) {
                fits = middle;
            } else {
                beyond = middle;
            }
        }
        return Cut.leaving(fits, all);
    }

    private double wide(Cut cut) {
        double sum = 0;
        int start = 0;
        for (Piece piece : pieces) {
            sum += wide(piece, cut.leftOf(piece.whole, start));
            start += piece.whole.length();
        }
        return sum;
    }

    private double wide(Piece piece, String left) {
        if (left.isEmpty()) {
            return 0;
        }
        return left.equals(piece.whole) ? piece.wide() : ruler.applyAsDouble(left, piece.getFont());
    }

    /// What of all pieces, taken as one text, the ellipsis stands for.
    ///
    /// @param from inclusive
    /// @param to exclusive
    private record Cut(int from, int to) {
        private static final Cut NONE = new Cut(Integer.MAX_VALUE, Integer.MAX_VALUE);

        /// Halves of a character are never shown.
        static Cut leaving(int characters, CharSequence all) {
            int from = characters / FRONT;
            int to = all.length() - (characters - from);
            if (from > 0 && Character.isHighSurrogate(all.charAt(from - 1))) {
                from--;
            }
            if (to < all.length() && Character.isLowSurrogate(all.charAt(to))) {
                to++;
            }
            return new Cut(from, to);
        }

        /// What is left of a piece that begins at `start`.
        String leftOf(String piece, int start) {
            int length = piece.length();
            int front = Math.clamp((long) from - start, 0, length);
            int back = Math.clamp((long) to - start, 0, length);
            boolean begins = from >= start && from < start + length;
            return piece.substring(0, front) + (begins ? ELLIPSIS : "") + piece.substring(back);
        }
    }
}
