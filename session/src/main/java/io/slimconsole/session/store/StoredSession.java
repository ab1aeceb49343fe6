package io.slimconsole.session.store;

import com.google.protobuf.ByteString;

import java.util.Optional;

/// A session as it is kept: both parts belong together and are written at once.
///
/// @param sessionId unsigned 32 bits
/// @param record who is in it, and where it stands: no secret
/// @param keys of its MLS group, sealed; empty in a session without
public record StoredSession(int sessionId, ByteString record, Optional<ByteString> keys) {}
