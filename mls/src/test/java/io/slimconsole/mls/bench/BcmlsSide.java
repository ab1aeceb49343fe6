package io.slimconsole.mls.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.mls.TreeKEM.LeafIndex;
import org.bouncycastle.mls.TreeKEM.LeafNode;
import org.bouncycastle.mls.TreeKEM.LifeTime;
import org.bouncycastle.mls.codec.Capabilities;
import org.bouncycastle.mls.codec.Credential;
import org.bouncycastle.mls.codec.KeyPackage;
import org.bouncycastle.mls.codec.MLSInputStream;
import org.bouncycastle.mls.codec.MLSMessage;
import org.bouncycastle.mls.codec.MLSOutputStream;
import org.bouncycastle.mls.codec.Proposal;
import org.bouncycastle.mls.crypto.MlsCipherSuite;
import org.bouncycastle.mls.crypto.Secret;
import org.bouncycastle.mls.protocol.Group;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Bouncy Castle's MLS.
final class BcmlsSide implements Library.Side {
    private static final Group.MessageOptions IN_THE_CLEAR =
            new Group.MessageOptions(false, new byte[0], 0);
    private static final byte[] GROUP_ID = new byte[32];

    private final SecureRandom random = new SecureRandom();
    private MlsCipherSuite suite;
    private Group moderator;
    private Group member;
    private Client stranger;

    private record Client(
            AsymmetricCipherKeyPair signer,
            AsymmetricCipherKeyPair leafKey,
            AsymmetricCipherKeyPair initKey,
            LeafNode leaf,
            KeyPackage keyPackage) {
        static Client of(MlsCipherSuite suite, String name) throws Exception {
            AsymmetricCipherKeyPair signer = suite.generateSignatureKeyPair();
            AsymmetricCipherKeyPair leafKey = suite.getHPKE().generatePrivateKey();
            AsymmetricCipherKeyPair initKey = suite.getHPKE().generatePrivateKey();
            byte[] signatureKey = suite.serializeSignaturePrivateKey(signer.getPrivate());
            var leaf =
                    new LeafNode(
                            suite,
                            suite.getHPKE().serializePublicKey(leafKey.getPublic()),
                            suite.serializeSignaturePublicKey(signer.getPublic()),
                            Credential.forBasic(name.getBytes(UTF_8)),
                            new Capabilities(),
                            new LifeTime(),
                            new ArrayList<>(),
                            signatureKey);
            var keyPackage =
                    new KeyPackage(
                            suite,
                            suite.getHPKE().serializePublicKey(initKey.getPublic()),
                            leaf,
                            new ArrayList<>(),
                            signatureKey);
            return new Client(signer, leafKey, initKey, leaf, keyPackage);
        }

        Group join(MlsCipherSuite suite, MLSMessage welcome) throws Exception {
            return new Group(
                    suite.getHPKE().serializePrivateKey(initKey.getPrivate()),
                    leafKey,
                    suite.serializeSignaturePrivateKey(signer.getPrivate()),
                    keyPackage,
                    welcome.welcome,
                    null,
                    Map.of(),
                    Map.of());
        }
    }

    @Override
    public void create(int suiteNumber, int members) throws Exception {
        suite = MlsCipherSuite.getSuite((short) suiteNumber);
        Client first = Client.of(suite, "moderator");
        moderator =
                new Group(
                        GROUP_ID,
                        suite,
                        first.leafKey(),
                        suite.serializeSignaturePrivateKey(first.signer().getPrivate()),
                        first.leaf(),
                        new ArrayList<>());
        stranger = Client.of(suite, "stranger");
        var adds = new ArrayList<Proposal>();
        Client last = first;
        for (int i = 1; i < members; i++) {
            last = Client.of(suite, "member " + i);
            adds.add(Proposal.add(last.keyPackage()));
        }
        Group.GroupWithMessage added = commit(adds, true);
        moderator = added.group;
        member = last.join(suite, added.message);
    }

    private Group.GroupWithMessage commit(List<Proposal> proposals, boolean path) throws Exception {
        byte[] leafSecret = new byte[suite.getKDF().getHashLength()];
        random.nextBytes(leafSecret);
        var options = new Group.CommitOptions(proposals, true, path, new Group.LeafNodeOptions());
        return moderator.commit(
                new Secret(leafSecret),
                options,
                IN_THE_CLEAR,
                new Group.CommitParameters(Group.NORMAL_COMMIT_PARAMS));
    }

    private Library.Made made(List<Proposal> proposals, boolean path) throws Exception {
        MLSMessage message = commit(proposals, path).message;
        return new Library.Made(
                MLSOutputStream.encode(message),
                message.welcome == null ? new byte[0] : MLSOutputStream.encode(message.welcome));
    }

    @Override
    public byte[] keyPackage() throws Exception {
        return MLSOutputStream.encode(stranger.keyPackage());
    }

    @Override
    public Library.Made add(byte[] keyPackage) throws Exception {
        var added = (KeyPackage) MLSInputStream.decode(keyPackage, KeyPackage.class);
        return made(List.of(Proposal.add(added)), false);
    }

    @Override
    public Library.Made remove(int leaf) throws Exception {
        return made(List.of(Proposal.remove(new LeafIndex(leaf))), true);
    }

    @Override
    public Library.Made path() throws Exception {
        return made(List.of(), true);
    }

    @Override
    public Object process(byte[] commit) throws Exception {
        return member.handle(commit, null);
    }

    @Override
    public Object join(byte[] welcome) throws Exception {
        var message = new MLSMessage(org.bouncycastle.mls.codec.WireFormat.mls_welcome);
        message.welcome =
                (org.bouncycastle.mls.codec.Welcome)
                        MLSInputStream.decode(welcome, org.bouncycastle.mls.codec.Welcome.class);
        return stranger.join(suite, message);
    }

    @Override
    public byte[] encrypt(byte[] plaintext) throws Exception {
        return MLSOutputStream.encode(
                moderator.protect("canonical header".getBytes(UTF_8), plaintext, 0));
    }

    @Override
    public byte[] decrypt(byte[] message) throws Exception {
        var decoded = (MLSMessage) MLSInputStream.decode(message, MLSMessage.class);
        return member.unprotect(decoded)[1];
    }
}
