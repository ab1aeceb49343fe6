package io.slimconsole.node.kit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;

import io.slimconsole.node.wire.proto.Name;
import io.slimconsole.node.wire.proto.SLIMHeader;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The header MAC by the book, for any header: the fields that only a node sets, too.
///
/// @see "data-plane.md 3.6"
final class SteeredMac {
    private SteeredMac() {}

    static byte[] tag(byte[] key, String linkId, SLIMHeader header) {
        var input = ByteBuffer.allocate(64 * 1024).order(ByteOrder.LITTLE_ENDIAN);
        input.put("SLIM-DP-HDR-v1\0".getBytes(US_ASCII));
        put(input, ByteString.copyFrom(linkId, UTF_8));
        put(input, header.getSource());
        put(input, header.getDestination());
        put(input, header.getIdentityBytes());
        input.putInt(header.getFanout());
        put(input, header.hasRecvFrom(), header.getRecvFrom());
        put(input, header.hasForwardTo(), header.getForwardTo());
        flag(input, header.hasError());
        if (header.hasError()) {
            flag(input, header.getError());
        }
        input.putInt(header.getTtl());
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(input.flip());
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static void put(ByteBuffer input, Name name) {
        flag(input, true);
        flag(input, name.hasName());
        var encoded = name.getName();
        input.putLong(encoded.getComponent0())
                .putLong(encoded.getComponent1())
                .putLong(encoded.getComponent2());
        flag(input, encoded.hasNameId());
        input.putLong(encoded.getNameId().getId0()).putLong(encoded.getNameId().getId1());
        flag(input, name.hasStrName());
        put(input, name.getStrName().getStrComponent0Bytes());
        put(input, name.getStrName().getStrComponent1Bytes());
        put(input, name.getStrName().getStrComponent2Bytes());
    }

    private static void put(ByteBuffer input, boolean present, long value) {
        flag(input, present);
        if (present) {
            input.putLong(value);
        }
    }

    private static void put(ByteBuffer input, ByteString text) {
        input.putInt(text.size()).put(text.toByteArray());
    }

    private static void flag(ByteBuffer input, boolean value) {
        input.put((byte) (value ? 1 : 0));
    }
}
