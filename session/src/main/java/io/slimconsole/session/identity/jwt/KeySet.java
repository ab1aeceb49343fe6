package io.slimconsole.session.identity.jwt;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The keys of a source at one moment.
///
/// @param current those that sign tokens now
/// @param retired those that did, newest first: members of a group keep their tokens for as long as the group lives
record KeySet(List<VerificationKey> current, List<VerificationKey> retired) {
    /// How many of before are remembered.
    static final int MOST_RETIRED = 100;

    static final KeySet EMPTY = new KeySet(List.of(), List.of());

    KeySet {
        current = List.copyOf(current);
        retired = List.copyOf(retired);
    }

    /// The source has other keys now.
    KeySet next(List<VerificationKey> fresh) {
        List<VerificationKey> before =
                Stream.concat(current.stream(), retired.stream())
                        .filter(key -> !fresh.contains(key))
                        .distinct()
                        .limit(MOST_RETIRED)
                        .toList();
        return new KeySet(fresh, before);
    }

    /// Nothing is known about what signs now.
    KeySet outdated() {
        return next(List.of());
    }

    List<VerificationKey> all() {
        return Stream.concat(current.stream(), retired.stream()).toList();
    }

    /// Those that may have signed a token: the ones with its key's name; if there is none, all that work by its algorithm.
    static List<VerificationKey> candidates(
            List<VerificationKey> among, Optional<String> id, JwtAlgorithm algorithm) {
        List<VerificationKey> named =
                among.stream().filter(key -> id.isPresent() && key.id().equals(id)).toList();
        return (named.isEmpty() ? among : named)
                .stream().filter(key -> key.algorithm() == algorithm).toList();
    }
}
