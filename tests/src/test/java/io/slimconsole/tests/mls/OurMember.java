package io.slimconsole.tests.mls;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slimconsole.mls.GroupView;
import io.slimconsole.mls.MlsGroup;
import io.slimconsole.mls.codec.DecodeException;
import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.framing.KeyPackage;
import io.slimconsole.mls.framing.MlsMessage;
import io.slimconsole.mls.framing.Proposal;
import io.slimconsole.mls.framing.WireFormat;
import io.slimconsole.mls.group.CommitOptions;
import io.slimconsole.mls.group.CommitResult;
import io.slimconsole.mls.group.ProcessedMessage;
import io.slimconsole.mls.group.RefusedException;
import io.slimconsole.mls.group.SigningIdentity;
import io.slimconsole.mls.tree.Credential;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A member by our engine.
final class OurMember implements Member {
    private static final int PADDING = 32;

    private final OurClient client;
    private MlsGroup group;
    private Optional<SigningIdentity> proposed = none();

    OurMember(OurClient client, MlsGroup group) {
        this.client = client;
        this.group = group;
    }

    @Override
    public Client client() {
        return client;
    }

    GroupView view() {
        return group.view();
    }

    /// Goes on with what it has stored.
    ///
    /// @param orderly whether it stores all it has before
    void restart(boolean orderly) {
        Opaque groupId = view().groupId();
        if (orderly) {
            group.close();
        }
        group = client.restore(groupId);
    }

    @Override
    public Committed commit(Change change) {
        var proposals = new ArrayList<Proposal>();
        change.remove().forEach(name -> proposals.add(new Proposal.Remove(leafOf(name))));
        change.add().forEach(each -> proposals.add(addition(each.keyPackage())));
        var successor = change.newKey() ? Optional.of(client.successor()) : none();
        try {
            CommitResult result = group.commit(proposals, options(change, successor));
            group.merge(result.next());
            successor.ifPresent(client::become);
            return new Committed(
                    Opaque.of(result.commit().encoded()),
                    result.welcome().map(welcome -> Opaque.of(welcome.encoded())),
                    change.treeInWelcome()
                            ? Optional.empty()
                            : Optional.of(Opaque.of(result.next().tree().encoded())));
        } catch (RefusedException e) {
            throw new AssertionError(name() + " doesn't commit " + change, e);
        }
    }

    private static Optional<SigningIdentity> none() {
        return Optional.empty();
    }

    private static CommitOptions options(Change change, Optional<SigningIdentity> successor) {
        return new CommitOptions(
                change.path(),
                wireFormat(change.privately()),
                change.treeInWelcome(),
                change.authenticatedData(),
                successor);
    }

    @Override
    public Opaque propose(Suggestion suggestion, boolean privately) {
        WireFormat format = wireFormat(privately);
        try {
            MlsMessage message =
                    switch (suggestion) {
                        case Suggestion.Add(Opaque keyPackage) ->
                                group.propose(addition(keyPackage), format);
                        case Suggestion.Remove(String name) ->
                                group.propose(new Proposal.Remove(leafOf(name)), format);
                        case Suggestion.Update(boolean newKey) -> {
                            proposed = newKey ? Optional.of(client.successor()) : none();
                            yield group.proposeUpdate(proposed, format);
                        }
                    };
            return Opaque.of(message.encoded());
        } catch (RefusedException e) {
            throw new AssertionError(name() + " doesn't propose " + suggestion, e);
        }
    }

    private static WireFormat wireFormat(boolean privately) {
        return privately ? WireFormat.PRIVATE_MESSAGE : WireFormat.PUBLIC_MESSAGE;
    }

    private static Proposal addition(Opaque keyPackage) {
        try {
            return new Proposal.Add((KeyPackage) MlsMessage.decode(keyPackage.bytes()).body());
        } catch (DecodeException | ClassCastException e) {
            throw new AssertionError("this is no key package: " + keyPackage, e);
        }
    }

    private int leafOf(String name) {
        var credential = new Credential.Basic(Opaque.of(name.getBytes(UTF_8)));
        return view().members().stream()
                .filter(member -> member.credential().equals(credential))
                .findFirst()
                .orElseThrow()
                .leafIndex();
    }

    @Override
    public Reading read(Opaque message) {
        return switch (group.process(message.bytes())) {
            case ProcessedMessage.Application said ->
                    new Reading.Said(said.plaintext(), Optional.of(said.authenticatedData()));
            case ProcessedMessage.Proposed _ -> new Reading.Proposed();
            case ProcessedMessage.Commit commit -> {
                group.merge(commit.next());
                proposed.ifPresent(client::become);
                proposed = none();
                yield new Reading.Followed(Optional.of(commit.authenticatedData()));
            }
            case ProcessedMessage.RemovedUs _ -> new Reading.Removed();
            case ProcessedMessage.Rejected(var check, String why) ->
                    new Reading.Refused(check + ": " + why);
        };
    }

    @Override
    public Opaque say(Opaque text, Opaque authenticatedData) {
        return Opaque.of(group.encrypt(text.bytes(), authenticatedData, PADDING).encoded());
    }

    @Override
    public Facts facts() {
        GroupView view = view();
        return new Facts(
                Optional.of(Opaque.of(group.epochAuthenticator())),
                Opaque.of(group.export("exporter", new byte[0], 32).disclose()),
                List.of(view.treeHash(), view.confirmedTranscriptHash()));
    }
}
