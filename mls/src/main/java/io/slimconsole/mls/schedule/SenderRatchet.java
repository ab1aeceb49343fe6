package io.slimconsole.mls.schedule;

import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.mls.crypto.Secret;

import java.util.NavigableMap;
import java.util.TreeMap;

/// The keys of one member's messages of one type, one generation after the other. Keys that were passed by are kept for
/// messages that come late, up to a number.
///
/// @see "RFC 9420 §9.1"
final class SenderRatchet {
    private final CipherSuite suite;
    private final Limits limits;
    private final NavigableMap<Integer, MessageKey> skipped = new TreeMap<>();
    private Secret secret;
    private int generation;

    /// @param ahead how many generations a message may be ahead of the ones before it
    /// @param kept how many keys are kept for late messages
    record Limits(int ahead, int kept) {}

    SenderRatchet(CipherSuite suite, Secret secret, Limits limits) {
        this.suite = suite;
        this.secret = secret;
        this.limits = limits;
    }

    int generation() {
        return generation;
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
        Secret at = secret;
        for (int i = generation; i < wanted; i++) {
            passed.put(i, keyOf(at, i));
            at = next(at, i);
        }
        return new Candidate(keyOf(at, wanted), wanted, next(at, wanted), wanted + 1, passed);
    }

    private MessageKey keyOf(Secret of, int at) {
        return new MessageKey(
                suite.deriveTreeSecret(of, "key", at, suite.keyLength()),
                suite.deriveTreeSecret(of, "nonce", at, suite.nonceLength()));
    }

    private Secret next(Secret of, int at) {
        return suite.deriveTreeSecret(of, "secret", at, suite.hashLength());
    }

    /// A key that is not used yet.
    final class Candidate {
        private final MessageKey key;
        private final int wanted;
        private final Secret nextSecret;
        private final int nextGeneration;
        private final NavigableMap<Integer, MessageKey> passed;

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
            key.wipe();
            skipped.remove(wanted);
            if (nextGeneration > generation) {
                secret.close();
                secret = nextSecret;
                generation = nextGeneration;
                skipped.putAll(passed);
                while (skipped.size() > limits.kept()) {
                    skipped.pollFirstEntry().getValue().wipe();
                }
            }
        }
    }
}
