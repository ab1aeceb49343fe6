package io.slimconsole.ui.sessions;

import io.slimconsole.mls.GroupView;
import io.slimconsole.session.ModeratedSession;
import io.slimconsole.session.membership.Roster;
import io.slimconsole.session.membership.SessionPlan;
import io.slimconsole.session.store.SessionRecord;

import java.time.Instant;
import java.util.Optional;

/// How a session stands: one that runs, or has run in this process, or is only stored.
sealed interface Standing {
    SessionPlan plan();

    Instant created();

    Roster roster();

    long epoch();

    Optional<GroupView> keys();

    record Live(ModeratedSession session) implements Standing {
        @Override
        public SessionPlan plan() {
            return session.plan();
        }

        @Override
        public Instant created() {
            return session.created();
        }

        @Override
        public Roster roster() {
            return session.roster();
        }

        @Override
        public long epoch() {
            return session.epoch();
        }

        @Override
        public Optional<GroupView> keys() {
            return session.keysView();
        }
    }

    record Stored(SessionRecord.Moderated record) implements Standing {
        @Override
        public SessionPlan plan() {
            return record.plan();
        }

        @Override
        public Instant created() {
            return record.created();
        }

        @Override
        public Roster roster() {
            return record.state().roster();
        }

        @Override
        public long epoch() {
            return record.state().epoch();
        }

        @Override
        public Optional<GroupView> keys() {
            return Optional.empty();
        }
    }
}
