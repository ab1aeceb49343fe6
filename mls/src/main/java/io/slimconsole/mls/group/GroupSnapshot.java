package io.slimconsole.mls.group;

import io.slimconsole.mls.codec.DecodeException;
import io.slimconsole.mls.codec.Encodable;
import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.codec.Reader;
import io.slimconsole.mls.codec.Writer;
import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.mls.framing.Proposal;
import io.slimconsole.mls.schedule.RatchetType;
import io.slimconsole.mls.schedule.SecretTree;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// All of a group's state at one moment: what is sealed and stored.
///
/// @param past epochs whose messages may still come, the newest first
/// @param pending proposals of this epoch, by reference, in the order in which they came
/// @param reserved the generations of our own messages from which on no key was used yet, whatever happens until the next
///     snapshot
record GroupSnapshot(
        Epoch epoch,
        List<ReadableEpoch> past,
        Map<Opaque, ProposedChange> pending,
        List<OwnUpdate> ownUpdates,
        History history,
        Map<RatchetType, Integer> reserved)
        implements Encodable {

    /// @param suite what it has to be of
    static GroupSnapshot read(CipherSuite suite, Limits limits, Reader in) throws DecodeException {
        Epoch epoch = Epoch.read(suite, limits, in);
        List<ReadableEpoch> past = in.vector(element -> ReadableEpoch.read(suite, limits, element));
        var pending = new LinkedHashMap<Opaque, ProposedChange>();
        in.vector(element -> Map.entry(Opaque.read(element), readChange(element)))
                .forEach(each -> pending.put(each.getKey(), each.getValue()));
        List<OwnUpdate> ownUpdates = in.vector(element -> OwnUpdate.read(suite, element));
        History history = History.read(in);
        var reserved = new HashMap<RatchetType, Integer>();
        for (RatchetType type : RatchetType.values()) {
            int generation = in.index();
            int used = generation(epoch, type);
            if (generation < used || generation - used > GroupState.BLOCK) {
                throw new DecodeException("more keys reserved than ever are");
            }
            reserved.put(type, generation);
            epoch.messageKeys().skipTo(epoch.ownLeaf(), type, generation);
        }
        return new GroupSnapshot(epoch, past, pending, ownUpdates, history, reserved);
    }

    private static ProposedChange readChange(Reader in) throws DecodeException {
        return new ProposedChange(Proposal.read(in), in.index());
    }

    @Override
    public void writeTo(Writer out) {
        out.struct(epoch).vector(past);
        out.vector(
                all ->
                        pending.forEach(
                                (reference, change) ->
                                        all.struct(reference)
                                                .struct(change.proposal())
                                                .uint32(change.sender())));
        out.vector(ownUpdates).struct(history);
        for (RatchetType type : RatchetType.values()) {
            out.uint32(reserved.getOrDefault(type, 0));
        }
    }

    /// Where our own messages are.
    static int generation(Epoch epoch, RatchetType type) {
        SecretTree keys = epoch.messageKeys();
        return keys.generation(epoch.ownLeaf(), type);
    }
}
