package io.slimconsole.mls.group;

import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.framing.WireFormat;

import java.util.Optional;

/// How a commit is made.
///
/// @param handshakes `PUBLIC_MESSAGE` or `PRIVATE_MESSAGE`
/// @param treeInWelcome whether joiners get the ratchet tree with the Welcome, or have to get it elsewhere
/// @param successor who we are from then on, if we change our signature key
public record CommitOptions(
        Path path,
        WireFormat handshakes,
        boolean treeInWelcome,
        Opaque authenticatedData,
        Optional<SigningIdentity> successor) {
    /// When a commit has a path.
    public enum Path {
        /// Only if the rules ask for one.
        IF_REQUIRED,
        /// Also if there are unmerged leaves above us, which the path merges: mls-rs 0.54 refuses to join some valid
        /// groups that have them.
        WHERE_UNMERGED,
        ALWAYS
    }

    /// Those of SLIM's moderators.
    public static final CommitOptions DEFAULT =
            new CommitOptions(
                    Path.IF_REQUIRED,
                    WireFormat.PUBLIC_MESSAGE,
                    true,
                    Opaque.EMPTY,
                    Optional.empty());

    public CommitOptions {
        if (handshakes != WireFormat.PUBLIC_MESSAGE && handshakes != WireFormat.PRIVATE_MESSAGE) {
            throw new IllegalArgumentException("a commit can't be a " + handshakes);
        }
    }

    public CommitOptions with(Path newPath) {
        return new CommitOptions(newPath, handshakes, treeInWelcome, authenticatedData, successor);
    }

    public CommitOptions with(SigningIdentity newSuccessor) {
        return new CommitOptions(
                path, handshakes, treeInWelcome, authenticatedData, Optional.of(newSuccessor));
    }

    public CommitOptions withHandshakes(WireFormat format) {
        return new CommitOptions(path, format, treeInWelcome, authenticatedData, successor);
    }
}
