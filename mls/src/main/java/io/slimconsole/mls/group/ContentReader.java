package io.slimconsole.mls.group;

import static io.slimconsole.mls.group.RefusedException.require;

import io.slimconsole.mls.framing.AuthenticatedContent;
import io.slimconsole.mls.framing.Content;
import io.slimconsole.mls.framing.PrivateMessage;
import io.slimconsole.mls.framing.PublicMessage;
import io.slimconsole.mls.framing.Sender;

/// Makes sure that a message of an epoch is from the member that it says it is from.
///
/// @see "RFC 9420 §6.1, §6.2, §6.3"
final class ContentReader {
    private ContentReader() {}

    static AuthenticatedContent read(PublicMessage message, Epoch epoch) throws RefusedException {
        require(
                message.content().content().type() != Content.APPLICATION,
                Check.APPLICATION_IS_PRIVATE,
                "an application message that is not encrypted");
        if (!(message.content().sender() instanceof Sender.Member(int sender))) {
            throw new RefusedException(
                    Check.EXTERNAL_SENDER, "nobody outside of the group may send to it");
        }
        require(
                sender != epoch.ownLeaf(),
                Check.SENDER_IS_NOT_US,
                "a message that we have sent ourselves");
        require(
                message.hasMembershipTag(
                        epoch.suite(), epoch.secrets().membershipKey(), epoch.context()),
                Check.MEMBERSHIP_TAG,
                "a message with a wrong membership tag");
        AuthenticatedContent content = message.authenticated();
        verify(content, sender, epoch.readable());
        return content;
    }

    /// What it was opened with is the caller's, to spend it once the message is accepted, or to give it back.
    static PrivateFraming.Opened read(PrivateMessage message, ReadableEpoch epoch)
            throws RefusedException {
        PrivateFraming.Opened opened = epoch.privateFraming().open(message, epoch.ownLeaf());
        try {
            verify(opened.content(), sender(opened.content()), epoch);
            return opened;
        } catch (RefusedException e) {
            opened.close();
            throw e;
        }
    }

    /// The leaf index of a member's content.
    static int sender(AuthenticatedContent content) {
        if (content.content().sender() instanceof Sender.Member(int leafIndex)) {
            return leafIndex;
        }
        throw new IllegalArgumentException("not from a member");
    }

    private static void verify(AuthenticatedContent content, int sender, ReadableEpoch epoch)
            throws RefusedException {
        require(
                epoch.tree().leaf(sender).isPresent(),
                Check.SENDER_IS_MEMBER,
                () -> "a message from leaf %d, where nobody is".formatted(sender));
        require(
                epoch.tree()
                        .signatureKey(sender)
                        .filter(key -> content.isSigned(epoch.suite(), key, epoch.context()))
                        .isPresent(),
                Check.SIGNATURE,
                "a message with a wrong signature");
    }
}
