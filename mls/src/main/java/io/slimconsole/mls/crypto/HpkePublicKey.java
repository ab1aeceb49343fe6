package io.slimconsole.mls.crypto;

/// A peer's HPKE key, parsed and found to be one. Made by [CipherSuite]; unchanging, and good for any thread.
///
/// For who seals to one key more than once: what sealing to it has in common is then done the first time. For the curves
/// of NIST's that is a table of four kilobytes and more, and the first seal takes longer.
public final class HpkePublicKey {
    private final byte[] bytes;
    private final DhGroup.Peer peer;

    HpkePublicKey(byte[] bytes, DhGroup.Peer peer) {
        this.bytes = bytes;
        this.peer = peer;
    }

    byte[] bytes() {
        return bytes;
    }

    DhGroup.Peer peer() {
        return peer;
    }
}
