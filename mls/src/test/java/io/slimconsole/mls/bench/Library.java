package io.slimconsole.mls.bench;

/// An implementation of MLS, as far as the benchmarks need it: bytes in, bytes out, as an application would.
public enum Library {
    OURS,
    BCMLS;

    /// @param members the moderator (leaf 0), who alone has ever committed, and those whom it added by one commit with a
    ///     path
    Side group(int suite, int members) throws Exception {
        Side side =
                switch (this) {
                    case OURS -> new OurSide();
                    case BCMLS -> new BcmlsSide();
                };
        side.create(suite, members);
        return side;
    }

    /// A group, of which the moderator and the member added last are there, and somebody who is not in it yet.
    ///
    /// Nothing here leads to the next epoch, so that each call finds the group as the one before it did.
    interface Side {
        void create(int suite, int members) throws Exception;

        /// The stranger's key package.
        byte[] keyPackage() throws Exception;

        /// The moderator adds the owner of a key package, without a path.
        Made add(byte[] keyPackage) throws Exception;

        /// The moderator removes a member.
        Made remove(int leaf) throws Exception;

        /// The moderator commits nothing but a path.
        Made path() throws Exception;

        /// The member follows a commit.
        Object process(byte[] commit) throws Exception;

        /// The stranger joins.
        Object join(byte[] welcome) throws Exception;

        /// The moderator says something.
        byte[] encrypt(byte[] plaintext) throws Exception;

        /// The member reads it.
        byte[] decrypt(byte[] message) throws Exception;
    }

    /// @param welcome empty if nobody was added
    @SuppressWarnings("ArrayRecordComponent") // a value on its way from one line to the next
    record Made(byte[] commit, byte[] welcome) {}
}
