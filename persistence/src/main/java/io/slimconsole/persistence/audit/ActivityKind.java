package io.slimconsole.persistence.audit;

/// What an [ActivityEntry] tells of.
public enum ActivityKind {
    NODE_STARTED(Group.NODE),
    NODE_STOPPED(Group.NODE),
    NODE_FAILED(Group.NODE),

    CONNECTED(Group.CONNECTION),
    DISCONNECTED(Group.CONNECTION),
    REFUSED(Group.CONNECTION),
    CONGESTED(Group.CONNECTION),

    ROUTE_ADDED(Group.ROUTE),
    ROUTE_REMOVED(Group.ROUTE),
    ROUTE_REFUSED(Group.ROUTE),

    SESSION_CREATED(Group.SESSION),
    SESSION_RESUMED(Group.SESSION),
    INVITED(Group.SESSION),
    INVITE_FAILED(Group.SESSION),
    JOINED(Group.SESSION),
    REMOVED(Group.SESSION),
    LEFT(Group.SESSION),
    PRESENCE_CHANGED(Group.SESSION),
    EPOCH_CHANGED(Group.SESSION),
    SESSION_CLOSED(Group.SESSION),
    SESSION_FAILED(Group.SESSION),
    /// A message of a channel, with its content sealed.
    CONTENT(Group.CONTENT),

    /// The operator did something in the window.
    OPERATOR(Group.OPERATOR),
    /// Something was done over an API.
    API(Group.OPERATOR),

    /// Entries could not be written, or came faster than they could be: how many, and why.
    GAP(Group.LOG),
    /// Whole segments were deleted, as retention or the operator asked.
    RETENTION(Group.LOG),
    /// What is recorded, or how long it is kept, was changed.
    RULES_CHANGED(Group.LOG),
    KEY_ROTATED(Group.LOG),
    /// A verification ended: what it looked at, and what was broken.
    VERIFIED(Group.LOG),
    EXPORTED(Group.LOG);

    /// What is recorded or left out together.
    public enum Group {
        NODE,
        CONNECTION,
        ROUTE,
        SESSION,
        CONTENT,
        OPERATOR,
        /// Always recorded.
        LOG
    }

    private final Group group;

    ActivityKind(Group group) {
        this.group = group;
    }

    public Group group() {
        return group;
    }
}
