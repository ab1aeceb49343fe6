package io.slimconsole.tests.mls;

import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.tests.peer.PeerInstallation;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/// The other implementations, each in a process that starts when somebody first asks for a client of it.
final class MlsPeers implements AutoCloseable {
    private final PeerInstallation installation = PeerInstallation.mls();
    private final Map<Implementation, MlsPeer> running = new EnumMap<>(Implementation.class);
    private int names;

    PeerInstallation installation() {
        return installation;
    }

    /// A new client with a name of its own, in the form that core-crypto demands: `user:device@domain`.
    Client client(Implementation implementation, CipherSuite suite) {
        names++;
        String name =
                "00000000-0000-4000-8000-%012d:%x@%s"
                        .formatted(
                                names,
                                names,
                                implementation.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        return implementation == Implementation.OURS
                ? new OurClient(suite, name)
                : peer(implementation).client(suite, name);
    }

    private MlsPeer peer(Implementation implementation) {
        return running.computeIfAbsent(
                implementation, which -> new MlsPeer(which, installation.home()));
    }

    /// Lets go of all clients.
    void forget() {
        names = 0;
        running.values().forEach(MlsPeer::forget);
    }

    String log() {
        var log = new StringBuilder();
        running.forEach((which, peer) -> log.append("--- %s%n%s%n".formatted(which, peer.log())));
        return log.toString();
    }

    @Override
    public void close() {
        running.values().forEach(MlsPeer::close);
    }
}
