package io.slimconsole.persistence.audit.block;

/// A block's bytes are not what an encoder made.
public final class DamagedBlockException extends RuntimeException {
    public DamagedBlockException(String message) {
        super(message);
    }
}
