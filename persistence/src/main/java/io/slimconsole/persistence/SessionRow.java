package io.slimconsole.persistence;

import com.google.protobuf.ByteString;

import io.slimconsole.session.store.StoredSession;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32;

/// A row of the table `session`.
///
/// @param id unsigned 32 bits
/// @param keys empty in a session without
/// @param checksum over all of it; guards against a changed byte in the file, not against a person
record SessionRow(long id, ByteString record, Optional<ByteString> keys, long checksum) {
    static SessionRow of(StoredSession session) {
        long id = Integer.toUnsignedLong(session.sessionId());
        return new SessionRow(
                id,
                session.record(),
                session.keys(),
                checksumOf(id, session.record(), session.keys()));
    }

    boolean intact() {
        return checksum == checksumOf(id, record, keys);
    }

    StoredSession session() {
        return new StoredSession((int) id, intact() ? record : ByteString.EMPTY, keys);
    }

    private static long checksumOf(long id, ByteString record, Optional<ByteString> keys) {
        var crc = new CRC32();
        crc.update(
                ByteBuffer.allocate(Long.BYTES + Integer.BYTES)
                        .putLong(id)
                        .putInt(record.size())
                        .flip());
        crc.update(record.asReadOnlyByteBuffer());
        keys.ifPresent(present -> crc.update(present.asReadOnlyByteBuffer()));
        return crc.getValue();
    }
}
