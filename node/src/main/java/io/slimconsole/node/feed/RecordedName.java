package io.slimconsole.node.feed;

import io.slimconsole.node.name.EncodedName;
import io.slimconsole.node.name.NameId;

/// A name of a [MessageRecord], as numbers; valid as long as that record is.
public interface RecordedName {
    /// False if the message had none, or was no message at all; the numbers are zero then.
    boolean present();

    long component0();

    long component1();

    long component2();

    /// The upper half of the instance id; that of the NULL id where there is none.
    long idHigh();

    /// The lower half of the instance id; that of the NULL id where there is none.
    long idLow();

    /// The same as a value.
    default EncodedName encoded() {
        return new EncodedName(
                component0(), component1(), component2(), new NameId(idHigh(), idLow()));
    }
}
