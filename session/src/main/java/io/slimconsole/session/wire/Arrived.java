package io.slimconsole.session.wire;

import com.google.protobuf.ByteString;

import java.util.Optional;

/// A message with what it brought to prove who it is from; nothing of that is verified yet.
///
/// @param token the sender's identity
/// @param signature over the header, of a command
public record Arrived(SessionMessage message, String token, Optional<ByteString> signature) {}
