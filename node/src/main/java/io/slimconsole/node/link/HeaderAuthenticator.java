package io.slimconsole.node.link;

import io.slimconsole.node.wire.HeaderCursor;
import io.slimconsole.node.wire.MessageCursor;
import io.slimconsole.node.wire.MessageKind;
import io.slimconsole.node.wire.MessageRewriter;
import io.slimconsole.node.wire.NameCursor;

import org.jspecify.annotations.Nullable;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// Verifies and makes header MACs (HMAC-SHA-256).
///
/// The MAC's input is the link id, then what depends on the message alone (names, identity, fanout), then a short end.
/// The middle is gathered once per message, by [#gather], and serves the check of the link that it came in on as well
/// as the tags of all links that it leaves by.
///
/// Made once per event loop; allocates nothing per message. Not thread-safe.
///
/// @see "data-plane.md 3.6"
public final class HeaderAuthenticator {
    private static final int TAG = MessageRewriter.MAC_BYTES;
    private static final int END_BYTES = 9 + 9 + 2 + Integer.BYTES;
    private static final int NAME_BYTES = 1 + 1 + 3 * Long.BYTES + 1 + 2 * Long.BYTES + 1 + 3 * 4;
    private static final int USUAL_BYTES = 1024;

    /// One huge identity must not occupy its memory for ever.
    private static final int KEPT_BYTES = 64 * 1024;

    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final MessageDigest sha256;
    private final MessageCursor message;
    private final byte[] inner = new byte[TAG];
    private final byte[] expected = new byte[TAG];
    private byte[] input = new byte[USUAL_BYTES];
    private int at;
    private int shared;

    /// @param message where the messages to verify and sign are read
    public HeaderAuthenticator(MessageCursor message) {
        this.message = message;
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /// Judges the routed message that the cursor stands on, as it came in; gathers it where there is a key.
    ///
    /// @param mac the key of the link that it came in on; null if the negotiation ended without one
    /// @param strict whether every message has to carry a valid tag
    public MacVerdict check(@Nullable HeaderMac mac, boolean strict) {
        HeaderCursor header = message.header();
        if (!header.present()) {
            return MacVerdict.NO_HEADER;
        }
        boolean tagged = header.hasMac() && header.macLength() > 0;
        boolean publish = message.kind() == MessageKind.PUBLISH;
        if (!tagged && !publish) {
            return strict ? MacVerdict.MISSING : MacVerdict.ACCEPTED;
        }
        if (mac == null) {
            boolean accepted = !strict && (publish ? !header.hasMac() : true);
            return accepted ? MacVerdict.ACCEPTED : MacVerdict.NO_KEY;
        }
        if (!header.hasMac()) {
            return MacVerdict.MISSING;
        }
        if (header.macLength() != TAG) {
            return MacVerdict.WRONG_LENGTH;
        }
        gather();
        return verify(mac) ? MacVerdict.ACCEPTED : MacVerdict.WRONG;
    }

    /// Takes what the tags of all links have in common from the message that the cursor stands on.
    public void gather() {
        HeaderCursor header = message.header();
        NameCursor source = header.source();
        NameCursor destination = header.destination();
        makeRoom(
                size(source)
                        + size(destination)
                        + header.identityLength()
                        + 2 * Integer.BYTES
                        + END_BYTES);
        at = 0;
        put(source);
        put(destination);
        put(header.identityStart(), header.identityLength());
        putInt(header.fanout());
        shared = at;
    }

    /// Makes the tag for a link that the gathered message leaves by.
    ///
    /// @param ttl as written to the outgoing header
    /// @param tag receives 32 bytes
    public void sign(HeaderMac mac, int ttl, byte[] tag) {
        at = shared;
        putFlag(false);
        putFlag(false);
        putEnd(ttl);
        compute(mac, tag);
    }

    private boolean verify(HeaderMac mac) {
        HeaderCursor header = message.header();
        at = shared;
        putOptional(header.hasRecvFrom(), header.recvFrom());
        putOptional(header.hasForwardTo(), header.forwardTo());
        putEnd(header.ttl());
        compute(mac, expected);
        message.copy(header.macStart(), TAG, inner, 0);
        return MessageDigest.isEqual(expected, inner);
    }

    private void putEnd(int ttl) {
        HeaderCursor header = message.header();
        putFlag(header.hasError());
        if (header.hasError()) {
            putFlag(header.error());
        }
        putInt(ttl);
    }

    private void compute(HeaderMac mac, byte[] tag) {
        try {
            sha256.update(mac.innerStart());
            sha256.update(input, 0, at);
            sha256.digest(inner, 0, TAG);
            sha256.update(mac.outerStart());
            sha256.update(inner);
            sha256.digest(tag, 0, TAG);
        } catch (DigestException e) {
            throw new IllegalStateException("a SHA-256 hash has 32 bytes", e);
        }
    }

    private static int size(NameCursor name) {
        return NAME_BYTES + name.textLength(0) + name.textLength(1) + name.textLength(2);
    }

    private void put(NameCursor name) {
        putFlag(name.present());
        if (!name.present()) {
            return;
        }
        putFlag(name.hasEncoded());
        if (name.hasEncoded()) {
            putLong(name.component0());
            putLong(name.component1());
            putLong(name.component2());
            putFlag(name.hasId());
            if (name.hasId()) {
                putLong(name.idHigh());
                putLong(name.idLow());
            }
        }
        putFlag(name.hasText());
        if (name.hasText()) {
            for (int i = 0; i < 3; i++) {
                put(name.textStart(i), name.textLength(i));
            }
        }
    }

    private void put(int from, int count) {
        putInt(count);
        message.copy(from, count, input, at);
        at += count;
    }

    private void putOptional(boolean present, long value) {
        putFlag(present);
        if (present) {
            putLong(value);
        }
    }

    private void putFlag(boolean value) {
        input[at++] = (byte) (value ? 1 : 0);
    }

    private void putInt(int value) {
        INT.set(input, at, value);
        at += Integer.BYTES;
    }

    private void putLong(long value) {
        LONG.set(input, at, value);
        at += Long.BYTES;
    }

    private void makeRoom(int needed) {
        if (needed > input.length || (input.length > KEPT_BYTES && needed <= KEPT_BYTES)) {
            input = new byte[Math.max(needed, USUAL_BYTES)];
        }
    }
}
