package io.slimconsole.ui.table;

import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.css.CssMetaData;
import javafx.css.SimpleStyleableDoubleProperty;
import javafx.css.Styleable;
import javafx.css.StyleableProperty;
import javafx.css.converter.SizeConverter;
import javafx.scene.control.TableView;

import java.util.ArrayList;
import java.util.List;

/// A table that knows the size of its text, which its columns are as wide as.
final class SizedTable<R> extends TableView<R> {
    /// An em of text of normal size, in pixels.
    static final double NORMAL_EM = 13;

    private static final CssMetaData<SizedTable<?>, Number> EM =
            new CssMetaData<>("-live-em", SizeConverter.getInstance(), NORMAL_EM) {
                @Override
                public boolean isSettable(SizedTable<?> table) {
                    return true;
                }

                @Override
                public StyleableProperty<Number> getStyleableProperty(SizedTable<?> table) {
                    return table.em;
                }
            };

    private static final List<CssMetaData<? extends Styleable, ?>> STYLES = styles();

    private final SimpleStyleableDoubleProperty em =
            new SimpleStyleableDoubleProperty(EM, this, "em", NORMAL_EM);

    /// An em of its text, in pixels; the style sheet says how much that is.
    ReadOnlyDoubleProperty emProperty() {
        return em;
    }

    @Override
    public List<CssMetaData<? extends Styleable, ?>> getControlCssMetaData() {
        return STYLES;
    }

    private static List<CssMetaData<? extends Styleable, ?>> styles() {
        List<CssMetaData<? extends Styleable, ?>> all =
                new ArrayList<>(TableView.getClassCssMetaData());
        all.add(EM);
        return List.copyOf(all);
    }
}
