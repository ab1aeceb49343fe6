package io.slimconsole.tests.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The MAC over a SLIM header, computed from the header's own wire bytes; belongs to one thread.
///
/// @see "data-plane.md 3.6"
final class HeaderMac {
    private static final byte[] LABEL = "SLIM-DP-HDR-v1\0".getBytes(US_ASCII);

    private final Mac mac;
    private final byte[] linkId;

    HeaderMac(byte[] key, String linkId) {
        this.linkId = linkId.getBytes(UTF_8);
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    /// @param header an encoded `SLIMHeader`; a tag in it is not looked at
    byte[] of(byte[] header) {
        return mac.doFinal(input(header));
    }

    private byte[] input(byte[] header) {
        byte[] source = {0};
        byte[] destination = {0};
        byte[] identity = {};
        byte[] receivedFrom = {0};
        byte[] forwardTo = {0};
        byte[] error = {0};
        long fanout = 0;
        long ttl = 0;
        var fields = new ProtoReader(header);
        while (fields.next()) {
            switch (fields.field()) {
                case 1 -> source = name(fields.bytes());
                case 2 -> destination = name(fields.bytes());
                case 3 -> identity = fields.bytes();
                case 4 -> fanout = fields.number();
                case 6 -> ttl = fields.number();
                case 7 -> receivedFrom = present(fields.number(), 8);
                case 8 -> forwardTo = present(fields.number(), 8);
                case 10 -> error = present(fields.number(), 1);
                default -> {
                    // not covered
                }
            }
        }
        var out = new ByteArrayOutputStream(256);
        out.writeBytes(LABEL);
        text(out, linkId);
        out.writeBytes(source);
        out.writeBytes(destination);
        text(out, identity);
        little(out, fanout, 4);
        out.writeBytes(receivedFrom);
        out.writeBytes(forwardTo);
        out.writeBytes(error);
        little(out, ttl, 4);
        return out.toByteArray();
    }

    private static byte[] name(byte[] name) {
        byte[] encoded = {0};
        byte[] strings = {0};
        var fields = new ProtoReader(name);
        while (fields.next()) {
            switch (fields.field()) {
                case 1 -> encoded = encodedName(fields.bytes());
                case 2 -> strings = stringName(fields.bytes());
                default -> {
                    // not covered
                }
            }
        }
        var out = new ByteArrayOutputStream(96);
        out.write(1);
        out.writeBytes(encoded);
        out.writeBytes(strings);
        return out.toByteArray();
    }

    private static byte[] encodedName(byte[] encoded) {
        long[] components = new long[3];
        byte[] id = {0};
        var fields = new ProtoReader(encoded);
        while (fields.next()) {
            switch (fields.field()) {
                case 1, 2, 3 -> components[fields.field() - 1] = fields.number();
                case 4 -> id = id(fields.bytes());
                default -> {
                    // not covered
                }
            }
        }
        var out = new ByteArrayOutputStream(48);
        out.write(1);
        for (long component : components) {
            little(out, component, 8);
        }
        out.writeBytes(id);
        return out.toByteArray();
    }

    private static byte[] id(byte[] id) {
        long[] halves = new long[2];
        var fields = new ProtoReader(id);
        while (fields.next()) {
            if (fields.field() <= 2) {
                halves[fields.field() - 1] = fields.number();
            }
        }
        var out = new ByteArrayOutputStream(17);
        out.write(1);
        little(out, halves[0], 8);
        little(out, halves[1], 8);
        return out.toByteArray();
    }

    private static byte[] stringName(byte[] strings) {
        byte[][] components = {{}, {}, {}};
        var fields = new ProtoReader(strings);
        while (fields.next()) {
            if (fields.field() <= 3) {
                components[fields.field() - 1] = fields.bytes();
            }
        }
        var out = new ByteArrayOutputStream(48);
        out.write(1);
        for (byte[] component : components) {
            text(out, component);
        }
        return out.toByteArray();
    }

    private static byte[] present(long value, int bytes) {
        var out = new ByteArrayOutputStream(9);
        out.write(1);
        little(out, value, bytes);
        return out.toByteArray();
    }

    private static void text(ByteArrayOutputStream out, byte[] text) {
        little(out, text.length, 4);
        out.writeBytes(text);
    }

    private static void little(ByteArrayOutputStream out, long value, int bytes) {
        for (int i = 0; i < bytes; i++) {
            out.write((int) (value >>> (8 * i)));
        }
    }
}
