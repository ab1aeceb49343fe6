package io.slimconsole.mls.tree;

import io.slimconsole.mls.codec.DecodeException;
import io.slimconsole.mls.codec.Encodable;
import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.codec.Reader;
import io.slimconsole.mls.codec.Writer;
import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.mls.crypto.CryptoException;
import io.slimconsole.mls.crypto.HpkePublicKey;
import io.slimconsole.mls.crypto.SignaturePublicKey;

import org.jspecify.annotations.Nullable;

import java.util.function.Function;

/// What stands at a place of a tree that is not blank.
///
/// @see "RFC 9420 §7.8, §12.4.3.3"
sealed interface Node extends Encodable {
    Opaque encryptionKey();

    /// A member, with what was worked out from its leaf and is needed again and again.
    ///
    /// Unchanging, and shared by all trees that have it. What is worked out is filled in without a lock: whoever does so
    /// finds the same.
    final class Leaf implements Node {
        private final LeafNode leaf;
        private @Nullable Opaque encoded;
        private @Nullable Opaque identity;
        private @Nullable SignaturePublicKey signatureKey;
        private @Nullable HpkePublicKey encryptionKey;

        Leaf(LeafNode leaf) {
            this.leaf = leaf;
        }

        static Leaf read(Reader in) throws DecodeException {
            Reader.Slice<LeafNode> read = in.sliced(LeafNode::read);
            var leaf = new Leaf(read.value());
            leaf.encoded = Opaque.taking(read.bytes());
            return leaf;
        }

        /// The same member's next leaf. A signature key that stays needs no second look.
        Leaf followedBy(LeafNode next) {
            var leaf = new Leaf(next);
            if (next.signatureKey().equals(this.leaf.signatureKey())) {
                leaf.signatureKey = signatureKey;
            }
            return leaf;
        }

        LeafNode leaf() {
            return leaf;
        }

        @Override
        public Opaque encryptionKey() {
            return leaf.encryptionKey();
        }

        Opaque encodedLeaf() {
            Opaque known = encoded;
            if (known == null) {
                known = Opaque.taking(leaf.encoded());
                encoded = known;
            }
            return known;
        }

        Opaque identity(Function<Credential, Opaque> identities) {
            Opaque known = identity;
            if (known == null) {
                known = identities.apply(leaf.credential());
                identity = known;
            }
            return known;
        }

        SignaturePublicKey signatureKey(CipherSuite suite) throws CryptoException {
            SignaturePublicKey known = signatureKey;
            if (known == null) {
                known = suite.signaturePublicKey(leaf.signatureKey().bytes());
                signatureKey = known;
            }
            return known;
        }

        HpkePublicKey encryptionKey(CipherSuite suite) throws CryptoException {
            HpkePublicKey known = encryptionKey;
            if (known == null) {
                known = suite.hpkePublicKey(leaf.encryptionKey().bytes());
                encryptionKey = known;
            }
            return known;
        }

        @Override
        public int likelySize() {
            return 1 + encodedLeaf().size();
        }

        @Override
        public void writeTo(Writer out) {
            out.uint8(1).raw(encodedLeaf());
        }
    }

    record Parent(ParentNode parent) implements Node {
        @Override
        public Opaque encryptionKey() {
            return parent.encryptionKey();
        }

        @Override
        public void writeTo(Writer out) {
            out.uint8(2).struct(parent);
        }
    }

    static Node read(Reader in) throws DecodeException {
        int type = in.uint8();
        return switch (type) {
            case 1 -> Leaf.read(in);
            case 2 -> new Parent(ParentNode.read(in));
            default -> throw new DecodeException("a node of the unknown type " + type);
        };
    }
}
