package io.slimconsole.mls.framing;

import io.slimconsole.mls.codec.DecodeException;
import io.slimconsole.mls.codec.Reader;

/// What a message is.
///
/// @see "RFC 9420 §6, §17.2"
public enum WireFormat {
    PUBLIC_MESSAGE(1),
    PRIVATE_MESSAGE(2),
    WELCOME(3),
    GROUP_INFO(4),
    KEY_PACKAGE(5);

    private final int number;

    WireFormat(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    static WireFormat read(Reader in) throws DecodeException {
        int number = in.uint16();
        for (WireFormat format : values()) {
            if (format.number == number) {
                return format;
            }
        }
        throw new DecodeException("a message of the unknown wire format " + number);
    }
}
