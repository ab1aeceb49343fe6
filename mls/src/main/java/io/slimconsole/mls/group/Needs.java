package io.slimconsole.mls.group;

import io.slimconsole.mls.codec.DecodeException;
import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.codec.Reader;
import io.slimconsole.mls.tree.Capabilities;
import io.slimconsole.mls.tree.Extension;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// What somebody has to be able to do: types of extensions, proposals and credentials.
///
/// @see "RFC 9420 §7.2, §11.1"
record Needs(Set<Integer> extensions, Set<Integer> proposals, Set<Integer> credentials) {
    Needs {
        extensions = Set.copyOf(extensions);
        proposals = Set.copyOf(proposals);
        credentials = Set.copyOf(credentials);
    }

    /// What uses these extensions needs nothing else.
    static Needs ofExtensions(List<Extension> used) {
        return new Needs(
                used.stream().map(Extension::type).collect(Collectors.toSet()), Set.of(), Set.of());
    }

    /// What a group with these extensions needs: them, and what they require.
    ///
    /// @throws RefusedException if what they require can't be read
    static Needs ofGroup(List<Extension> extensions) throws RefusedException {
        Needs used = ofExtensions(extensions);
        Optional<Opaque> required = Extension.find(extensions, Extension.REQUIRED_CAPABILITIES);
        if (required.isEmpty()) {
            return used;
        }
        try {
            Needs more = Reader.decode(required.get().bytes(), Needs::read);
            return new Needs(
                    union(used.extensions, more.extensions), more.proposals, more.credentials);
        } catch (DecodeException e) {
            throw new RefusedException(
                    Check.WELL_FORMED, "required capabilities: " + e.getMessage(), e);
        }
    }

    private static Needs read(Reader in) throws DecodeException {
        return new Needs(types(in), types(in), types(in));
    }

    private static Set<Integer> types(Reader in) throws DecodeException {
        return new HashSet<>(in.vector(Reader::uint16));
    }

    /// These, and the types of credentials that are in use.
    Needs andCredentials(Set<Integer> inUse) {
        return new Needs(extensions, proposals, union(credentials, inUse));
    }

    private static Set<Integer> union(Set<Integer> some, Set<Integer> more) {
        var all = new HashSet<>(some);
        all.addAll(more);
        return all;
    }

    boolean metBy(Capabilities can) {
        return named(extensions, Capabilities::isDefaultExtension, can.extensions())
                && named(proposals, Capabilities::isDefaultProposal, can.proposals())
                && named(credentials, _ -> false, can.credentials());
    }

    /// Walks through each once, since a hostile member can make both long.
    private static boolean named(
            Set<Integer> needed, Predicate<Integer> byDefault, List<Integer> names) {
        var missing = new HashSet<>(needed);
        missing.removeIf(byDefault);
        for (int i = 0; i < names.size() && !missing.isEmpty(); i++) {
            missing.remove(names.get(i));
        }
        return missing.isEmpty();
    }
}
