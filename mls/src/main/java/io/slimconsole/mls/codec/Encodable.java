package io.slimconsole.mls.codec;

/// A structure of RFC 9420 that knows its encoding.
public interface Encodable {
    void writeTo(Writer out);

    /// About how many bytes the encoding has. A guess that is too low costs time and nothing else.
    default int likelySize() {
        return 256;
    }

    /// The encoding by itself.
    default byte[] encoded() {
        var out = new Writer(likelySize());
        writeTo(out);
        return out.toByteArray();
    }
}
