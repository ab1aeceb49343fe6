package io.slimconsole.ui.fx;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// One row of a live table: the same object for as long as its thing exists, whatever its values become.
///
/// @param <K> what identifies the thing
/// @param <S> its values at one moment; compared by content
public final class StableRow<K, S> {
    private final K key;
    private final ReadOnlyObjectWrapper<S> value;

    StableRow(K key, S value) {
        this.key = key;
        this.value = new ReadOnlyObjectWrapper<>(value);
    }

    public K key() {
        return key;
    }

    public S value() {
        return value.get();
    }

    /// For cell value factories: `row.valueProperty().map(Connection::address)`.
    public ReadOnlyObjectProperty<S> valueProperty() {
        return value.getReadOnlyProperty();
    }

    void setValue(S newer) {
        value.set(newer);
    }

    @Override
    public String toString() {
        return "StableRow[" + key + "]";
    }
}
