package io.slimconsole.mls.group;

import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.codec.Writer;
import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.mls.crypto.Secret;
import io.slimconsole.mls.crypto.SignaturePrivateKey;
import io.slimconsole.mls.framing.AuthenticatedContent;
import io.slimconsole.mls.framing.Commit;
import io.slimconsole.mls.framing.Content;
import io.slimconsole.mls.framing.FramedContent;
import io.slimconsole.mls.framing.GroupContext;
import io.slimconsole.mls.framing.MlsMessage;
import io.slimconsole.mls.framing.PrivateMessage;
import io.slimconsole.mls.framing.Protocol;
import io.slimconsole.mls.framing.PublicMessage;
import io.slimconsole.mls.framing.Sender;
import io.slimconsole.mls.framing.WireFormat;
import io.slimconsole.mls.schedule.MessageKey;
import io.slimconsole.mls.schedule.MessageKeyUse;
import io.slimconsole.mls.schedule.RatchetType;

import java.util.Arrays;
import java.util.Optional;
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

    // ---- bytes that need not be a content at all

    /// A public message of these bytes, with a right signature and a right tag.
    ///
    /// @param confirmationTag of a commit
    byte[] say(byte[] framedContent, Optional<Opaque> confirmationTag) {
        byte[] signed =
                new Writer()
                        .uint16(Protocol.VERSION)
                        .uint16(WireFormat.PUBLIC_MESSAGE.number())
                        .raw(framedContent)
                        .struct(epoch.context())
                        .toByteArray();
        byte[] signature = epoch.suite().signWithLabel(epoch.signer(), "FramedContentTBS", signed);
        var auth = new Writer().opaque(signature);
        confirmationTag.ifPresent(auth::struct);
        byte[] proof = auth.toByteArray();
        byte[] tag = epoch.suite().mac(epoch.secrets().membershipKey(), signed, proof);
        return new Writer()
                .uint16(Protocol.VERSION)
                .uint16(WireFormat.PUBLIC_MESSAGE.number())
                .raw(framedContent)
                .raw(proof)
                .opaque(tag)
                .toByteArray();
    }

    /// A content as a private message: its keys are not spent.
    PrivateMessage seal(Content content) {
        AuthenticatedContent signed = signedPrivately(content);
        return seal(content.type(), epoch.ownLeaf(), privateContent(signed));
    }

    AuthenticatedContent signedPrivately(Content content) {
        AuthenticatedContent signed =
                AuthenticatedContent.sign(
                        epoch.suite(),
                        epoch.signer(),
                        WireFormat.PRIVATE_MESSAGE,
                        frame(content),
                        epoch.context());
        return content instanceof Content.OfCommit
                ? signed.confirmed(epoch.confirmationTag())
                : signed;
    }

    /// What is encrypted in a private message, without padding.
    static byte[] privateContent(AuthenticatedContent signed) {
        var out = new Writer().struct(signed.content().content().body());
        signed.auth().writeTo(out);
        return out.toByteArray();
    }

    /// A private message of these bytes, with the next key of a leaf.
    PrivateMessage seal(int contentType, int leaf, byte[] content) {
        MessageKeyUse use = nextKey(contentType, leaf);
        return seal(contentType, use.key(), senderData(leaf, use.generation()), content);
    }

    MessageKeyUse nextKey(int contentType, int leaf) {
        return epoch.messageKeys()
                .next(
                        leaf,
                        contentType == Content.APPLICATION
                                ? RatchetType.APPLICATION
                                : RatchetType.HANDSHAKE);
    }

    /// With a reuse guard of zeros.
    static byte[] senderData(int leaf, int generation) {
        return new Writer()
                .uint32(Integer.toUnsignedLong(leaf))
                .uint32(Integer.toUnsignedLong(generation))
                .uint32(0)
                .toByteArray();
    }

    PrivateMessage seal(int contentType, MessageKey key, byte[] senderData, byte[] content) {
        CipherSuite suite = epoch.suite();
        GroupContext context = epoch.context();
        var open =
                new PrivateMessage(
                        context.groupId(),
                        context.epoch(),
                        contentType,
                        Opaque.EMPTY,
                        Opaque.EMPTY,
                        Opaque.EMPTY);
        byte[] ciphertext =
                suite.seal(key.key(), key.nonce().disclose(), open.contentAad(), content);
        byte[] sample = Arrays.copyOf(ciphertext, Math.min(ciphertext.length, suite.hashLength()));
        Secret secret = epoch.secrets().senderData();
        byte[] sealedSenderData =
                suite.seal(
                        suite.expandWithLabel(secret, "key", sample, suite.keyLength()),
                        suite.expandWithLabel(secret, "nonce", sample, suite.nonceLength())
                                .disclose(),
                        open.senderDataAad(),
                        senderData);
        return new PrivateMessage(
                context.groupId(),
                context.epoch(),
                contentType,
                Opaque.EMPTY,
                Opaque.of(sealedSenderData),
                Opaque.of(ciphertext));
    }

    // ----

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
