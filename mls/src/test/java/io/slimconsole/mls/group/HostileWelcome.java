package io.slimconsole.mls.group;

import io.slimconsole.mls.codec.DecodeException;
import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.codec.Reader;
import io.slimconsole.mls.codec.Writer;
import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.mls.crypto.CryptoException;
import io.slimconsole.mls.crypto.HpkeCiphertext;
import io.slimconsole.mls.framing.GroupContext;
import io.slimconsole.mls.framing.GroupInfo;
import io.slimconsole.mls.framing.Welcome;
import io.slimconsole.mls.schedule.KeySchedule;
import io.slimconsole.mls.schedule.MessageKey;
import io.slimconsole.mls.tree.Extension;

import java.util.List;

/// A Welcome, opened by who it is for, to be changed and sealed anew.
///
/// @param signer the member that sent it
record HostileWelcome(
        OwnKeyPackage receiver, HostileMember signer, GroupSecrets secrets, GroupInfo info) {
    private static final String LABEL = "Welcome";

    static HostileWelcome open(Welcome welcome, OwnKeyPackage receiver, HostileMember signer) {
        CipherSuite suite = signer.epoch().suite();
        Opaque reference = receiver.keyPackage().reference(suite);
        HpkeCiphertext sealed =
                welcome.secrets().stream()
                        .filter(each -> each.newMember().equals(reference))
                        .findFirst()
                        .orElseThrow()
                        .encryptedGroupSecrets();
        byte[] sealedInfo = welcome.encryptedGroupInfo().bytes();
        try {
            GroupSecrets secrets =
                    Reader.decode(
                            suite.decryptWithLabel(receiver.initKey(), LABEL, sealedInfo, sealed),
                            GroupSecrets::read);
            MessageKey key = key(suite, secrets);
            byte[] info = suite.open(key.key(), key.nonce().disclose(), new byte[0], sealedInfo);
            return new HostileWelcome(
                    receiver, signer, secrets, Reader.decode(info, GroupInfo::read));
        } catch (CryptoException | DecodeException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static MessageKey key(CipherSuite suite, GroupSecrets of) {
        var schedule = new KeySchedule(suite);
        return schedule.welcomeKey(of.joiner(), schedule.pskSecret(List.of()));
    }

    Welcome sealed(GroupSecrets newSecrets, GroupInfo newInfo) {
        return sealed(newSecrets.encoded(), newInfo.encoded());
    }

    /// Bytes that need not be secrets and a group info: a reader gets as far as it can.
    Welcome sealed(byte[] newSecrets, byte[] newInfo) {
        CipherSuite suite = suite();
        MessageKey key;
        try {
            key = key(suite, Reader.decode(newSecrets, GroupSecrets::read));
        } catch (DecodeException _) {
            key = key(suite, secrets);
        }
        byte[] sealedInfo = suite.seal(key.key(), key.nonce().disclose(), new byte[0], newInfo);
        try {
            return new Welcome(
                    suite.id(),
                    List.of(
                            new Welcome.ForMember(
                                    receiver.keyPackage().reference(suite),
                                    suite.encryptWithLabel(
                                            receiver.keyPackage().initKey().bytes(),
                                            LABEL,
                                            sealedInfo,
                                            newSecrets))),
                    Opaque.of(sealedInfo));
        } catch (CryptoException e) {
            throw new IllegalStateException(e);
        }
    }

    private CipherSuite suite() {
        return signer.epoch().suite();
    }

    GroupInfo signed(GroupContext context, List<Extension> extensions, Opaque tag, int leaf) {
        return new GroupInfo(context, extensions, tag, leaf, Opaque.EMPTY)
                .signed(suite(), signer.epoch().signer());
    }

    /// Bytes that need not be the content of a group info, signed.
    byte[] signed(byte[] content) {
        byte[] signature = suite().signWithLabel(signer.epoch().signer(), "GroupInfoTBS", content);
        return new Writer().raw(content).opaque(signature).toByteArray();
    }

    /// The content of the group info, which is signed.
    byte[] content() {
        return new Writer()
                .struct(info.groupContext())
                .vector(info.extensions())
                .struct(info.confirmationTag())
                .uint32(info.signer())
                .toByteArray();
    }

    GroupContext context(int suite, Opaque treeHash) {
        GroupContext of = info.groupContext();
        return new GroupContext(
                suite,
                of.groupId(),
                of.epoch(),
                treeHash,
                of.confirmedTranscriptHash(),
                of.extensions());
    }

    /// With that context, and that tree inside.
    GroupInfo with(GroupContext context, Opaque tree) {
        return signed(
                context,
                List.of(new Extension(Extension.RATCHET_TREE, tree)),
                info.confirmationTag(),
                info.signer());
    }
}
