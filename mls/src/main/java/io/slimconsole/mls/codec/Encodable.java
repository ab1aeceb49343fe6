package io.slimconsole.mls.codec;

/// A structure of RFC 9420 that knows its encoding.
public interface Encodable {
    void writeTo(Writer out);

    /// The encoding by itself.
    default byte[] encoded() {
        var out = new Writer();
        writeTo(out);
        return out.toByteArray();
    }
}
