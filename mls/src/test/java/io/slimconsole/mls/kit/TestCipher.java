package io.slimconsole.mls.kit;

import io.slimconsole.mls.codec.DecodeException;
import io.slimconsole.mls.codec.Reader;
import io.slimconsole.mls.codec.Writer;
import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.mls.crypto.CryptoException;
import io.slimconsole.mls.crypto.Secret;
import io.slimconsole.mls.state.StateCipher;

import java.security.GeneralSecurityException;

/// AES-GCM under a key of its own, with the nonce in front.
public final class TestCipher implements StateCipher {
    private static final CipherSuite SUITE = CipherSuite.MLS_128_DHKEMP256_AES128GCM_SHA256_P256;

    private final Secret key = Secret.random(SUITE.keyLength());

    @Override
    public byte[] seal(byte[] state, byte[] associatedData) {
        byte[] nonce = Secret.random(SUITE.nonceLength()).disclose();
        return new Writer()
                .raw(nonce)
                .raw(SUITE.seal(key, nonce, associatedData, state))
                .toByteArray();
    }

    @Override
    public byte[] open(byte[] sealed, byte[] associatedData) throws GeneralSecurityException {
        var in = new Reader(sealed);
        try {
            byte[] nonce = in.raw(SUITE.nonceLength());
            return SUITE.open(key, nonce, associatedData, in.raw(in.remaining()));
        } catch (DecodeException | CryptoException e) {
            throw new GeneralSecurityException("not authentic", e);
        }
    }
}
