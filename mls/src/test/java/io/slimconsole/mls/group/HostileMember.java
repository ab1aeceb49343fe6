package io.slimconsole.mls.group;

import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.crypto.SignaturePrivateKey;
import io.slimconsole.mls.framing.AuthenticatedContent;
import io.slimconsole.mls.framing.Commit;
import io.slimconsole.mls.framing.Content;
import io.slimconsole.mls.framing.FramedContent;
import io.slimconsole.mls.framing.MlsMessage;
import io.slimconsole.mls.framing.PublicMessage;
import io.slimconsole.mls.framing.Sender;
import io.slimconsole.mls.framing.WireFormat;

import java.util.function.UnaryOperator;

/// A member that signs and tags with its real keys whatever it likes.
record HostileMember(Epoch epoch) {
    FramedContent frame(Content content) {
        return new FramedContent(
                epoch.context().groupId(),
                epoch.context().epoch(),
                new Sender.Member(epoch.ownLeaf()),
                Opaque.EMPTY,
                content);
    }

    /// A message with a right signature and a right tag; a commit's confirmation tag is made up.
    MlsMessage say(FramedContent content) {
        return say(content, epoch.signer(), epoch.confirmationTag());
    }

    MlsMessage say(Content content) {
        return say(frame(content));
    }

    MlsMessage say(FramedContent content, SignaturePrivateKey signer, Opaque confirmationTag) {
        AuthenticatedContent signed =
                AuthenticatedContent.sign(
                        epoch.suite(), signer, WireFormat.PUBLIC_MESSAGE, content, epoch.context());
        if (content.content() instanceof Content.OfCommit) {
            signed = signed.confirmed(confirmationTag);
        }
        return tag(signed);
    }

    MlsMessage tag(AuthenticatedContent signed) {
        return new MlsMessage(
                PublicMessage.protect(
                        epoch.suite(), epoch.secrets().membershipKey(), signed, epoch.context()));
    }

    /// A commit of ours, changed, then signed and tagged anew.
    MlsMessage change(MlsMessage commit, UnaryOperator<Commit> change) {
        return say(new Content.OfCommit(change.apply(commitIn(commit))));
    }

    static PublicMessage publicMessage(MlsMessage message) {
        return (PublicMessage) message.body();
    }

    static Commit commitIn(MlsMessage message) {
        return ((Content.OfCommit) publicMessage(message).content().content()).commit();
    }
}
