package io.slimconsole.mls.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.slimconsole.mls.MlsGroup;
import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.framing.Commit;
import io.slimconsole.mls.framing.GroupContext;
import io.slimconsole.mls.framing.MlsMessage;
import io.slimconsole.mls.kit.Allocation;
import io.slimconsole.mls.schedule.RatchetType;

import java.util.ArrayList;
import java.util.List;

/// Holds a group to it: what it refuses leaves it as it was, and costs it no more memory than is fair for what came in.
final class Unmoved {
    /// Allocated for any message, however short it is: most of it by arithmetic on curves.
    private static final long FOR_A_MESSAGE = 2 << 20;

    private final MlsGroup group;
    private final Seen before;

    Unmoved(MlsGroup group) {
        this.group = group;
        this.before = Seen.of(group);
    }

    /// What changes when a group does.
    private record Seen(
            GroupContext context,
            Opaque treeHash,
            Opaque confirmationTag,
            Opaque authenticator,
            List<Integer> generations) {
        static Seen of(MlsGroup group) {
            Epoch epoch = group.current();
            var generations = new ArrayList<Integer>();
            for (int leaf = 0; leaf < epoch.tree().leafCount(); leaf++) {
                for (RatchetType type : RatchetType.values()) {
                    generations.add(epoch.messageKeys().generation(leaf, type));
                }
            }
            return new Seen(
                    epoch.context(),
                    epoch.tree().treeHash(),
                    epoch.confirmationTag(),
                    Opaque.of(group.epochAuthenticator()),
                    generations);
        }
    }

    /// Refuses it, and nothing else.
    void refuses(String what, byte[] message) {
        ProcessedMessage result = process(what, message);
        if (!(result instanceof ProcessedMessage.Rejected)) {
            fail("%s: %s", what, result);
        }
        staysAsItWas(what);
    }

    /// What becomes of it, at a fair price.
    ProcessedMessage process(String what, byte[] message) {
        return bounded(what, message.length, () -> group.process(message));
    }

    void staysAsItWas(String what) {
        if (!Seen.of(group).equals(before)) {
            fail("%s: has changed the group", what);
        }
    }

    /// The genuine one is still good, and no proposal is left of all the others.
    void accepts(MlsMessage genuine) throws RefusedException {
        Commit commit =
                HostileMember.commitIn(group.commit(List.of(), CommitOptions.DEFAULT).commit());
        assertThat(commit.proposals()).isEmpty();

        assertThat(group.process(genuine.encoded()))
                .isNotInstanceOf(ProcessedMessage.Rejected.class);
    }

    /// Does something with so many bytes, and fails if that takes more memory than is fair.
    static <T, E extends Exception> T bounded(String what, int bytes, Allocation.Work<T, E> work)
            throws E {
        return Allocation.bounded(what, FOR_A_MESSAGE, bytes, work);
    }
}
