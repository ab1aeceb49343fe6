package io.slimconsole.mls.schedule;

import io.slimconsole.mls.codec.DecodeException;
import io.slimconsole.mls.codec.Encodable;
import io.slimconsole.mls.codec.Reader;
import io.slimconsole.mls.codec.Writer;
import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.mls.crypto.Secret;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// The keys of one member's messages of one type, one generation after the other. Keys that were passed by are kept for
/// messages that come late, up to a number.
///
/// @see "RFC 9420 §9.1"
final class SenderRatchet implements Encodable {
    private final CipherSuite suite;
    private final Limits limits;
    private final NavigableMap<Integer, MessageKey> skipped;
    private Secret secret;
    private int generation;

    /// @param ahead how many generations a message may be ahead of the ones before it
    /// @param kept how many keys are kept for late messages
    record Limits(int ahead, int kept) {}

    SenderRatchet(CipherSuite suite, Secret secret, Limits limits) {
        this(suite, limits, secret, 0, new TreeMap<>());
    }

    private SenderRatchet(
            CipherSuite suite,
            Limits limits,
            Secret secret,
            int generation,
            NavigableMap<Integer, MessageKey> skipped) {
        this.suite = suite;
        this.limits = limits;
        this.secret = secret;
        this.generation = generation;
        this.skipped = skipped;
    }

    /// As [#writeTo] has written it.
    static SenderRatchet read(CipherSuite suite, Limits limits, Reader in) throws DecodeException {
        int generation = in.index();
        if (generation < 0) {
            throw new DecodeException("a ratchet at a generation that nobody reaches");
        }
        Secret secret = Secret.read(in);
        var skipped = new TreeMap<Integer, MessageKey>();
        in.vector(element -> Map.entry(element.index(), readKey(suite, element)))
                .forEach(each -> skipped.put(each.getKey(), each.getValue()));
        return new SenderRatchet(suite, limits, secret, generation, skipped);
    }

    private static MessageKey readKey(CipherSuite suite, Reader in) throws DecodeException {
        var key = new MessageKey(Secret.read(in), Secret.read(in));
        if (key.key().length() != suite.keyLength()
                || key.nonce().length() != suite.nonceLength()) {
            throw new DecodeException("a message key of another length than the suite's");
        }
        return key;
    }

    @Override
    public void writeTo(Writer out) {
        out.uint32(generation)
                .struct(secret)
                .vector(
                        all ->
                                skipped.forEach(
                                        (at, key) ->
                                                all.uint32(at)
                                                        .struct(key.key())
                                                        .struct(key.nonce())));
    }

    int generation() {
        return generation;
    }

    /// Passes keys by without keeping them.
    void skipTo(int wanted) {
        while (generation < wanted) {
            secret = passBy(secret, generation);
            generation++;
        }
    }

    /// The key of a generation, and what becomes of the ratchet if the message turns out to be genuine.
    Candidate candidate(int wanted) throws KeyUnavailableException {
        if (wanted < generation) {
            MessageKey kept = skipped.get(wanted);
            if (kept == null) {
                throw new KeyUnavailableException(
                        "the key of generation %,d was used, or it is too old".formatted(wanted));
            }
            return new Candidate(kept, wanted, secret, generation, new TreeMap<>());
        }
        if (wanted - generation > limits.ahead()) {
            throw new KeyUnavailableException(
                    "generation %,d is more than %,d ahead".formatted(wanted, limits.ahead()));
        }
        var passed = new TreeMap<Integer, MessageKey>();
        Secret at = secret.copy();
        for (int i = generation; i < wanted; i++) {
            passed.put(i, keyOf(at, i));
            at = passBy(at, i);
        }
        MessageKey key = keyOf(at, wanted);
        return new Candidate(key, wanted, passBy(at, wanted), wanted + 1, passed);
    }

    private MessageKey keyOf(Secret of, int at) {
        return new MessageKey(
                suite.deriveTreeSecret(of, "key", at, suite.keyLength()),
                suite.deriveTreeSecret(of, "nonce", at, suite.nonceLength()));
    }

    /// The next secret; the one before is gone.
    private Secret passBy(Secret of, int at) {
        try (of) {
            return next(of, at);
        }
    }

    private Secret next(Secret of, int at) {
        return suite.deriveTreeSecret(of, "secret", at, suite.hashLength());
    }

    void wipe() {
        secret.close();
        skipped.values().forEach(MessageKey::close);
        skipped.clear();
    }

    /// A key that is not used yet.
    final class Candidate {
        private final MessageKey key;
        private final int wanted;
        private final Secret nextSecret;
        private final int nextGeneration;
        private final NavigableMap<Integer, MessageKey> passed;
        private boolean done;

        private Candidate(
                MessageKey key,
                int wanted,
                Secret nextSecret,
                int nextGeneration,
                NavigableMap<Integer, MessageKey> passed) {
            this.key = key;
            this.wanted = wanted;
            this.nextSecret = nextSecret;
            this.nextGeneration = nextGeneration;
            this.passed = passed;
        }

        MessageKey key() {
            return key;
        }

        int generation() {
            return wanted;
        }

        /// The message was genuine: its key is gone, and those it passed by are kept.
        void spend() {
            done = true;
            key.close();
            skipped.remove(wanted);
            if (nextGeneration > generation) {
                secret.close();
                secret = nextSecret;
                generation = nextGeneration;
                skipped.putAll(passed);
                while (skipped.size() > limits.kept()) {
                    skipped.pollFirstEntry().getValue().close();
                }
            }
        }

        /// The message was not genuine: what was worked out for it is gone, and the ratchet as it was.
        void giveBack() {
            if (!done && nextGeneration > generation) {
                key.close();
                nextSecret.close();
                passed.values().forEach(MessageKey::close);
            }
            done = true;
        }
    }
}
