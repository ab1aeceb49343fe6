package io.slimconsole.mls.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slimconsole.mls.MlsGroup;
import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.mls.framing.KeyPackage;
import io.slimconsole.mls.framing.MlsMessage;
import io.slimconsole.mls.framing.Proposal;
import io.slimconsole.mls.framing.Welcome;
import io.slimconsole.mls.group.CommitOptions;
import io.slimconsole.mls.group.CommitResult;
import io.slimconsole.mls.group.GroupRules;
import io.slimconsole.mls.group.OwnKeyPackage;
import io.slimconsole.mls.group.ProcessedMessage;
import io.slimconsole.mls.kit.AnyCredential;
import io.slimconsole.mls.kit.Client;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// This module.
final class OurSide implements Library.Side {
    private static final CommitOptions WITH_PATH =
            CommitOptions.DEFAULT.with(CommitOptions.Path.ALWAYS);

    private GroupRules rules;
    private MlsGroup moderator;
    private MlsGroup member;
    private OwnKeyPackage stranger;

    @Override
    public void create(int suite, int members) throws Exception {
        CipherSuite own = CipherSuite.of(suite);
        rules = new GroupRules(own, new AnyCredential());
        OwnKeyPackage first = Client.of(own, "moderator").keyPackage();
        moderator = MlsGroup.create(rules, Opaque.of(new byte[32]), first);
        stranger = Client.of(own, "stranger").keyPackage();
        var others = new ArrayList<OwnKeyPackage>();
        for (int i = 1; i < members; i++) {
            others.add(Client.of(own, "member " + i).keyPackage());
        }
        List<Proposal> adds =
                others.stream().<Proposal>map(each -> new Proposal.Add(each.keyPackage())).toList();
        CommitResult added = moderator.commit(adds, WITH_PATH);
        moderator.merge(added.next());
        var welcome = (Welcome) added.welcome().orElseThrow().body();
        member = MlsGroup.join(rules, welcome, others.getLast(), Optional.empty());
    }

    @Override
    public byte[] keyPackage() {
        return new MlsMessage(stranger.keyPackage()).encoded();
    }

    @Override
    public Library.Made add(byte[] keyPackage) throws Exception {
        var added = (KeyPackage) MlsMessage.decode(keyPackage).body();
        return commit(List.of(new Proposal.Add(added)), CommitOptions.DEFAULT);
    }

    @Override
    public Library.Made remove(int leaf) throws Exception {
        return commit(List.of(new Proposal.Remove(leaf)), CommitOptions.DEFAULT);
    }

    @Override
    public Library.Made path() throws Exception {
        return commit(List.of(), WITH_PATH);
    }

    private Library.Made commit(List<Proposal> proposals, CommitOptions options) throws Exception {
        CommitResult made = moderator.commit(proposals, options);
        return new Library.Made(
                made.commit().encoded(),
                made.welcome().map(MlsMessage::encoded).orElse(new byte[0]));
    }

    @Override
    public Object process(byte[] commit) {
        return expect(ProcessedMessage.Commit.class, member.process(commit));
    }

    @Override
    public Object join(byte[] welcome) throws Exception {
        var decoded = (Welcome) MlsMessage.decode(welcome).body();
        return MlsGroup.join(rules, decoded, stranger, Optional.empty());
    }

    @Override
    public byte[] encrypt(byte[] plaintext) {
        return moderator
                .encrypt(plaintext, Opaque.of("canonical header".getBytes(UTF_8)), 0)
                .encoded();
    }

    @Override
    public byte[] decrypt(byte[] message) {
        return expect(ProcessedMessage.Application.class, member.process(message))
                .plaintext()
                .bytes();
    }

    private static <T> T expect(Class<T> type, ProcessedMessage processed) {
        if (!type.isInstance(processed)) {
            throw new IllegalStateException("not a " + type.getSimpleName() + ": " + processed);
        }
        return type.cast(processed);
    }
}
