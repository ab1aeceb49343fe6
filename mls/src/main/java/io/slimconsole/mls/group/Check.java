package io.slimconsole.mls.group;

/// Everything that a message may be refused for, with the place in RFC 9420 that asks for it.
///
/// `VALIDATION.md` says for each which test shows the refusal.
public enum Check {
    MESSAGE_SIZE("ours"),
    WELL_FORMED("2.1, 6"),
    GROUP_ID("6.1"),
    EPOCH("6.1, 14"),
    CIPHER_SUITE("10.1, 12.4.3.1"),
    SENDER_IS_MEMBER("6.1"),
    SENDER_IS_NOT_US("6.3"),
    EXTERNAL_SENDER("6.1, 12.1.8"),
    SIGNATURE("6.1"),
    MEMBERSHIP_TAG("6.2"),
    APPLICATION_IS_PRIVATE("6"),
    SENDER_DATA("6.3.2"),
    GENERATION("9.1"),
    CIPHERTEXT("6.3.1"),
    CONFIRMATION_TAG("6.1, 12.4.2"),
    LEAF_CREDENTIAL("7.3"),
    LEAF_SUCCESSOR("5.3.1"),
    LEAF_SIGNATURE("7.3"),
    LEAF_SOURCE("7.3"),
    LEAF_LIFETIME("7.3"),
    LEAF_CAPABILITIES("7.3"),
    LEAF_KEY_UNIQUE("7.3"),
    LEAF_KEY_VALID("7.3"),
    LEAF_KEY_CHANGED("7.3, 12.1.2"),
    PARENT_HASH("7.9.2"),
    UNMERGED_LEAVES("12.4.3.1"),
    TREE_HASH("12.4.3.1"),
    TREE_SIZE("12.4.3.1"),
    KEY_PACKAGE_SIGNATURE("10.1"),
    KEY_PACKAGE_SUITE("10.1"),
    KEY_PACKAGE_INIT_KEY("10.1"),
    PROPOSAL_KNOWN("12.4.2"),
    PROPOSAL_SUPPORTED("12.2"),
    PROPOSAL_COUNT("12.4.2"),
    UPDATE_BY_COMMITTER("12.2"),
    REMOVE_OF_COMMITTER("12.2"),
    ONE_CHANGE_PER_LEAF("12.2"),
    REMOVED_IS_MEMBER("12.1.3, 12.2"),
    PSK_UNIQUE("12.2"),
    PSK_NONCE("8.4, 12.1.4"),
    PSK_KNOWN("8.4"),
    ONE_GROUP_CONTEXT_EXTENSIONS("12.2"),
    PATH_REQUIRED("12.4"),
    PATH_FITS("12.4.2"),
    PATH_OPENS("7.5"),
    WELCOME_IS_FOR_US("12.4.3.1"),
    WELCOME_OPENS("12.4.3.1"),
    GROUP_INFO_SIGNATURE("12.4.3.1"),
    WELCOME_SIGNER("12.4.3.1"),
    TREE_THERE("12.4.3.3"),
    OWN_LEAF("12.4.3.1"),
    JOINER_PATH_SECRET("12.4.3.1");

    private final String section;

    Check(String section) {
        this.section = section;
    }

    /// Of RFC 9420; "ours" where it asks for nothing.
    public String section() {
        return section;
    }
}
