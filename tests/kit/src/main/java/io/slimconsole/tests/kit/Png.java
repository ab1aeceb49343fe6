package io.slimconsole.tests.kit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.IntBinaryOperator;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/// Writes pictures as PNG, without AWT and whatever they come from.
public final class Png {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    private Png() {}

    /// Writes a picture without transparency.
    ///
    /// @param argb the colour at x and y, as `0xAARRGGBB`
    public static void write(int width, int height, IntBinaryOperator argb, OutputStream out)
            throws IOException {
        out.write(SIGNATURE);
        chunk(
                out,
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(width)
                        .putInt(height)
                        // 8 bits per channel, RGB, the one compression and filter method, not
                        // interlaced
                        .put(new byte[] {8, 2, 0, 0, 0})
                        .array());
        chunk(out, "IDAT", pixels(width, height, argb));
        chunk(out, "IEND", new byte[0]);
    }

    private static byte[] pixels(int width, int height, IntBinaryOperator argb) {
        var packed = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(packed)) {
            for (int y = 0; y < height; y++) {
                deflater.write(0);
                byte[] line = new byte[width * 3];
                for (int x = 0; x < width; x++) {
                    int colour = argb.applyAsInt(x, y);
                    line[x * 3] = (byte) (colour >> 16);
                    line[x * 3 + 1] = (byte) (colour >> 8);
                    line[x * 3 + 2] = (byte) colour;
                }
                deflater.write(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private static void chunk(OutputStream out, String type, byte[] data) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        var crc = new CRC32();
        crc.update(name);
        crc.update(data);
        out.write(ByteBuffer.allocate(4).putInt(data.length).array());
        out.write(name);
        out.write(data);
        out.write(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }
}
