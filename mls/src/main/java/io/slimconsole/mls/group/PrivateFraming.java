package io.slimconsole.mls.group;

import io.slimconsole.mls.codec.DecodeException;
import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.codec.Reader;
import io.slimconsole.mls.codec.Writer;
import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.mls.crypto.CryptoException;
import io.slimconsole.mls.crypto.Secret;
import io.slimconsole.mls.framing.AuthData;
import io.slimconsole.mls.framing.AuthenticatedContent;
import io.slimconsole.mls.framing.Content;
import io.slimconsole.mls.framing.FramedContent;
import io.slimconsole.mls.framing.PrivateMessage;
import io.slimconsole.mls.framing.Sender;
import io.slimconsole.mls.framing.WireFormat;
import io.slimconsole.mls.schedule.KeyUnavailableException;
import io.slimconsole.mls.schedule.MessageKey;
import io.slimconsole.mls.schedule.MessageKeyUse;
import io.slimconsole.mls.schedule.RatchetType;
import io.slimconsole.mls.schedule.SecretTree;

import java.util.Arrays;

/// Encrypts contents, and takes them out again.
///
/// @see "RFC 9420 §6.3"
final class PrivateFraming {
    private static final int GUARD_BYTES = 4;

    private final CipherSuite suite;
    private final Secret senderDataSecret;
    private final SecretTree keys;

    PrivateFraming(CipherSuite suite, Secret senderDataSecret, SecretTree keys) {
        this.suite = suite;
        this.senderDataSecret = senderDataSecret;
        this.keys = keys;
    }

    private static RatchetType ratchet(int contentType) {
        return contentType == Content.APPLICATION ? RatchetType.APPLICATION : RatchetType.HANDSHAKE;
    }

    /// Uses up the sender's next key.
    ///
    /// @param padding zeros to append
    PrivateMessage protect(AuthenticatedContent signed, int padding) {
        FramedContent content = signed.content();
        if (!(content.sender() instanceof Sender.Member(int leafIndex))) {
            throw new IllegalArgumentException("only members send private messages");
        }
        int type = content.content().type();
        var plaintext = new Writer();
        plaintext.struct(content.content().body());
        signed.auth().writeTo(plaintext);
        plaintext.raw(new byte[padding]);

        MessageKeyUse use = keys.next(leafIndex, ratchet(type));
        byte[] guard = Secret.random(GUARD_BYTES).disclose();
        var empty =
                new PrivateMessage(
                        content.groupId(),
                        content.epoch(),
                        type,
                        content.authenticatedData(),
                        Opaque.EMPTY,
                        Opaque.EMPTY);
        byte[] ciphertext =
                suite.seal(
                        use.key().key(),
                        guarded(use.key(), guard),
                        empty.contentAad(),
                        plaintext.toByteArray());
        byte[] senderData =
                new Writer().uint32(leafIndex).uint32(use.generation()).raw(guard).toByteArray();
        byte[] sealedSenderData;
        try (MessageKey senderDataKey = senderDataKey(ciphertext)) {
            sealedSenderData =
                    suite.seal(
                            senderDataKey.key(),
                            senderDataKey.nonce().disclose(),
                            empty.senderDataAad(),
                            senderData);
        }
        use.spend();
        return new PrivateMessage(
                content.groupId(),
                content.epoch(),
                type,
                content.authenticatedData(),
                Opaque.of(sealedSenderData),
                Opaque.of(ciphertext));
    }

    /// What was inside, whose signature is not verified yet, and its key, which is not spent yet.
    record Opened(AuthenticatedContent content, MessageKeyUse key) implements AutoCloseable {
        /// The message is genuine and accepted: its key is gone.
        void accept() {
            key.spend();
        }

        /// Unless it was accepted, the key is as it was before.
        @Override
        public void close() {
            key.close();
        }
    }

    Opened open(PrivateMessage message, int ownLeaf) throws RefusedException {
        SenderData sender = senderData(message);
        RefusedException.require(
                sender.leafIndex() != ownLeaf,
                Check.SENDER_IS_NOT_US,
                "a message that we have sent ourselves");
        MessageKeyUse use = key(message, sender);
        try {
            return new Opened(content(message, sender, plaintext(message, sender, use)), use);
        } catch (RefusedException e) {
            use.close();
            throw e;
        }
    }

    private static AuthenticatedContent content(
            PrivateMessage message, SenderData sender, byte[] plaintext) throws RefusedException {
        try {
            var in = new Reader(plaintext);
            Content content = Content.read(message.contentType(), in);
            AuthData auth = AuthData.read(message.contentType(), in);
            in.zerosToEnd();
            var framed =
                    new FramedContent(
                            message.groupId(),
                            message.epoch(),
                            new Sender.Member(sender.leafIndex()),
                            message.authenticatedData(),
                            content);
            return new AuthenticatedContent(WireFormat.PRIVATE_MESSAGE, framed, auth);
        } catch (DecodeException e) {
            throw new RefusedException(
                    Check.WELL_FORMED, "the content of a private message: " + e.getMessage(), e);
        }
    }

    private record SenderData(int leafIndex, int generation, Opaque guard) {}

    private SenderData senderData(PrivateMessage message) throws RefusedException {
        try (MessageKey key = senderDataKey(message.ciphertext().bytes())) {
            byte[] bytes =
                    suite.open(
                            key.key(),
                            key.nonce().disclose(),
                            message.senderDataAad(),
                            message.encryptedSenderData().bytes());
            return Reader.decode(
                    bytes,
                    in -> new SenderData(in.index(), in.index(), Opaque.of(in.raw(GUARD_BYTES))));
        } catch (CryptoException | DecodeException e) {
            throw new RefusedException(
                    Check.SENDER_DATA, "the sender of a private message can't be read", e);
        }
    }

    private MessageKeyUse key(PrivateMessage message, SenderData sender) throws RefusedException {
        try {
            return keys.open(
                    sender.leafIndex(), ratchet(message.contentType()), sender.generation());
        } catch (KeyUnavailableException e) {
            throw new RefusedException(Check.GENERATION, e.getMessage(), e);
        }
    }

    private byte[] plaintext(PrivateMessage message, SenderData sender, MessageKeyUse use)
            throws RefusedException {
        try {
            return suite.open(
                    use.key().key(),
                    guarded(use.key(), sender.guard().bytes()),
                    message.contentAad(),
                    message.ciphertext().bytes());
        } catch (CryptoException e) {
            throw new RefusedException(
                    Check.CIPHERTEXT, "a private message that is not authentic", e);
        }
    }

    /// @see "RFC 9420 §6.3.2"
    private MessageKey senderDataKey(byte[] ciphertext) {
        byte[] sample = Arrays.copyOf(ciphertext, Math.min(ciphertext.length, suite.hashLength()));
        return new MessageKey(
                suite.expandWithLabel(senderDataSecret, "key", sample, suite.keyLength()),
                suite.expandWithLabel(senderDataSecret, "nonce", sample, suite.nonceLength()));
    }

    private static byte[] guarded(MessageKey key, byte[] guard) {
        byte[] nonce = key.nonce().disclose();
        for (int i = 0; i < GUARD_BYTES; i++) {
            nonce[i] ^= guard[i];
        }
        return nonce;
    }
}
