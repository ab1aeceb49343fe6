package io.slimconsole.mls.tree;

import io.slimconsole.mls.codec.DecodeException;
import io.slimconsole.mls.codec.Encodable;
import io.slimconsole.mls.codec.Reader;
import io.slimconsole.mls.codec.Writer;

import java.util.List;

/// What a member's software can do, by the numbers that RFC 9420 §17 gives these things. Default extensions and
/// proposals are not named: everybody can do them.
///
/// @see "RFC 9420 §7.2"
public record Capabilities(
        List<Integer> versions,
        List<Integer> cipherSuites,
        List<Integer> extensions,
        List<Integer> proposals,
        List<Integer> credentials)
        implements Encodable {
    private static final int LAST_DEFAULT_EXTENSION = 5;
    private static final int LAST_DEFAULT_PROPOSAL = 7;

    public Capabilities {
        versions = List.copyOf(versions);
        cipherSuites = List.copyOf(cipherSuites);
        extensions = List.copyOf(extensions);
        proposals = List.copyOf(proposals);
        credentials = List.copyOf(credentials);
    }

    public static Capabilities read(Reader in) throws DecodeException {
        return new Capabilities(
                in.vector(Reader::uint16),
                in.vector(Reader::uint16),
                in.vector(Reader::uint16),
                in.vector(Reader::uint16),
                in.vector(Reader::uint16));
    }

    @Override
    public void writeTo(Writer out) {
        out.uint16s(versions)
                .uint16s(cipherSuites)
                .uint16s(extensions)
                .uint16s(proposals)
                .uint16s(credentials);
    }

    public boolean supportsCredential(int type) {
        return credentials.contains(type);
    }

    public static boolean isDefaultExtension(int type) {
        return type >= 1 && type <= LAST_DEFAULT_EXTENSION;
    }

    public static boolean isDefaultProposal(int type) {
        return type >= 1 && type <= LAST_DEFAULT_PROPOSAL;
    }
}
