package io.slimconsole.mls.schedule;

/// The key of one message, before it is used up. Closing it without [#spend] leaves the key for the genuine message.
public final class MessageKeyUse implements AutoCloseable {
    private final SenderRatchet.Candidate candidate;

    MessageKeyUse(SenderRatchet.Candidate candidate) {
        this.candidate = candidate;
    }

    public MessageKey key() {
        return candidate.key();
    }

    public int generation() {
        return candidate.generation();
    }

    /// The key was used for a message that is genuine: nobody gets it again.
    public void spend() {
        candidate.spend();
    }

    @Override
    public void close() {
        candidate.giveBack();
    }
}
