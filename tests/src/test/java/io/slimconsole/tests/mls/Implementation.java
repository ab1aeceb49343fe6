package io.slimconsole.tests.mls;

/// Who makes a member what it is, and what can be asked of it.
enum Implementation {
    OURS,

    /// ts-mls 1.6.4, which offers no change of the own signature key and no Add with a path. See [KnownDefects].
    TS_MLS,

    /// core-crypto 10.3.0, which is OpenMLS behind the interface of one application. Its groups demand x509 credentials of
    /// everybody, so it begins none of ours; a commit of it does one thing; handshakes are PublicMessages, those of others
    /// as well. See [KnownDefects].
    CORE_CRYPTO;

    /// What not every implementation's interface offers.
    enum Ability {
        /// Making a group.
        BEGIN,
        /// Removing and adding by one commit.
        MIXED_COMMIT,
        /// Adding with a path that nothing else asks for, or without it.
        PATH_WITH_ADDS,
        /// A new signature key of its own.
        NEW_KEY,
        /// Others' new signature keys.
        FOLLOWS_NEW_KEY,
        /// Sending and reading them.
        PRIVATE_HANDSHAKES,
        /// Of application messages, sent and told.
        AUTHENTICATED_DATA,
        /// Reading messages of a sender in any order. Without it, it keeps the keys of two.
        ANY_ORDER,
        /// Joining, and letting join, with the tree beside the Welcome.
        TREE_OUTSIDE,
        /// Sending proposals by themselves.
        PROPOSE
    }

    boolean can(Ability ability) {
        return switch (this) {
            case OURS -> true;
            case TS_MLS -> ability != Ability.NEW_KEY && ability != Ability.PATH_WITH_ADDS;
            case CORE_CRYPTO -> false;
        };
    }
}
