package io.slimconsole.mls.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.mls.framing.Content;
import io.slimconsole.mls.framing.MlsMessage;
import io.slimconsole.mls.framing.Proposal;

import org.junit.jupiter.api.Test;

import java.util.List;

/// What members propose goes into our commits, as far as it can.
final class PendingProposalsTest {
    private final Trio trio;
    private final HostileMember anna;

    PendingProposalsTest() throws RefusedException {
        trio = new Trio();
        anna = new HostileMember(trio.anna.current());
    }

    private void proposed(Proposal proposal) {
        MlsMessage message = anna.say(new Content.OfProposal(proposal));

        assertThat(trio.moderator.process(message)).isInstanceOf(ProcessedMessage.Proposed.class);
        assertThat(trio.berta.process(message)).isInstanceOf(ProcessedMessage.Proposed.class);
    }

    @Test
    void whatCanBeCommittedIs() throws RefusedException {
        proposed(new Proposal.Add(trio.carla.keyPackage()));

        CommitResult commit = trio.moderator.commit(List.of(), Trio.OPTIONS);

        assertThat(commit.next().tree().members()).containsExactly(0, 1, 2, 3);
        assertThat(trio.berta.process(commit.commit())).isInstanceOf(ProcessedMessage.Commit.class);
    }

    @Test
    void aProposalThatNobodyMayCommitDoesNotKeepUsFromCommitting() throws RefusedException {
        proposed(new Proposal.Remove(0));
        proposed(new Proposal.Remove(7));
        proposed(new Proposal.Add(trio.annaClient.keyPackage().keyPackage()));

        CommitResult commit = trio.addCarla(Trio.OPTIONS);

        assertThat(commit.next().tree().members()).containsExactly(0, 1, 2, 3);
        assertThat(trio.berta.process(commit.commit())).isInstanceOf(ProcessedMessage.Commit.class);
    }

    @Test
    void whatWeDoOurselvesComesFirst() throws RefusedException {
        proposed(new Proposal.Remove(2));

        CommitResult commit = trio.moderator.commit(List.of(new Proposal.Remove(2)), Trio.OPTIONS);

        assertThat(commit.next().tree().members()).containsExactly(0, 1);
    }
}
