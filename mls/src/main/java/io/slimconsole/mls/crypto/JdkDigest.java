package io.slimconsole.mls.crypto;

import org.bouncycastle.crypto.ExtendedDigest;
import org.bouncycastle.util.Memoable;

import java.security.MessageDigest;

/// A hash of the JDK's for Bouncy Castle, whose own is six times slower.
final class JdkDigest implements ExtendedDigest, Memoable {
    private final String name;
    private final int blockLength;
    private MessageDigest digest;

    /// @param blockLength in bytes
    JdkDigest(String name, int blockLength) {
        this(name, blockLength, Kdf.digest(name));
    }

    private JdkDigest(String name, int blockLength, MessageDigest digest) {
        this.name = name;
        this.blockLength = blockLength;
        this.digest = digest;
    }

    @Override
    public String getAlgorithmName() {
        return name;
    }

    @Override
    public int getDigestSize() {
        return digest.getDigestLength();
    }

    @Override
    public int getByteLength() {
        return blockLength;
    }

    @Override
    public void update(byte in) {
        digest.update(in);
    }

    @Override
    public void update(byte[] in, int from, int length) {
        digest.update(in, from, length);
    }

    @Override
    public int doFinal(byte[] out, int from) {
        byte[] result = digest.digest();
        System.arraycopy(result, 0, out, from, result.length);
        return result.length;
    }

    @Override
    public void reset() {
        digest.reset();
    }

    @Override
    public Memoable copy() {
        return new JdkDigest(name, blockLength, Kdf.copy(digest));
    }

    @Override
    public void reset(Memoable other) {
        digest = Kdf.copy(((JdkDigest) other).digest);
    }
}
