package io.slimconsole.tests.mls;

import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.tests.peer.PeerException;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// A client of another implementation, in that one's process.
final class PeerClient implements Client {
    private final MlsPeer peer;
    private final String name;
    private final int handle;

    PeerClient(MlsPeer peer, int suite, String name) {
        this.peer = peer;
        this.name = name;
        this.handle =
                peer.ask("client", Map.of("suite", suite, "name", name)).path("client").asInt();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String toString() {
        return name;
    }

    @Override
    public Implementation implementation() {
        return peer.implementation();
    }

    @Override
    public Opaque keyPackage() {
        return MlsPeer.bytes(peer.ask("keyPackage", Map.of("client", handle)), "keyPackage")
                .orElseThrow();
    }

    @Override
    public Member begin(Opaque groupId) {
        return member("begin", Map.of("client", handle, "groupId", MlsPeer.text(groupId)));
    }

    @Override
    public Member join(Opaque welcome, Optional<Opaque> tree) {
        var parameters = new HashMap<String, Object>();
        parameters.put("client", handle);
        parameters.put("welcome", MlsPeer.text(welcome));
        tree.ifPresent(outside -> parameters.put("tree", MlsPeer.text(outside)));
        try {
            return member("join", parameters);
        } catch (PeerException e) {
            throw new JoinRefusedException(name, e);
        }
    }

    private Member member(String command, Map<String, ?> parameters) {
        return new PeerMember(peer, this, peer.ask(command, parameters).path("member").asInt());
    }
}
