package io.slimconsole.mls.crypto;

import io.slimconsole.mls.codec.DecodeException;

import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;

import java.math.BigInteger;
import java.util.function.Supplier;

/// ECDSA over a curve of NIST's. A signature is two numbers in DER, in the one way that DER allows.
///
/// The number that must never come twice is derived from key and message (RFC 6979), so that it hangs on no random source.
final class Ecdsa implements SignatureScheme {
    private final PrimeCurve curve;
    private final Kdf kdf;
    private final Supplier<Digest> digest;

    /// @param digest the same hash as that of `kdf`
    Ecdsa(PrimeCurve curve, Kdf kdf, Supplier<Digest> digest) {
        this.curve = curve;
        this.kdf = kdf;
        this.digest = digest;
    }

    @Override
    public SignatureKeyPair generateKeyPair() {
        return new SignatureKeyPair(owning(curve.generatePrivateKey()));
    }

    @Override
    public SignaturePrivateKey privateKey(byte[] bytes) throws CryptoException {
        curve.checkPrivateKey(bytes);
        return owning(bytes.clone());
    }

    private SignaturePrivateKey owning(byte[] privateKey) {
        return new SignaturePrivateKey(Secret.owning(privateKey), curve.publicKey(privateKey));
    }

    @Override
    public byte[] sign(SignaturePrivateKey key, byte[]... message) {
        var signer = new ECDSASigner(new HMacDSAKCalculator(digest.get()));
        BigInteger scalar = PrimeCurve.scalar(key.secret().bytes());
        signer.init(true, new ECPrivateKeyParameters(scalar, curve.domain()));
        BigInteger[] pair = signer.generateSignature(kdf.hash(message));
        return new EcdsaSignature(pair[0], pair[1]).encoded();
    }

    /// Bouncy Castle keeps with the point what it works out from it.
    @Override
    public SignaturePublicKey publicKey(byte[] bytes) throws CryptoException {
        var key = new ECPublicKeyParameters(curve.point(bytes), curve.domain());
        return new SignaturePublicKey((signature, message) -> isSigned(key, signature, message));
    }

    private boolean isSigned(ECPublicKeyParameters key, byte[] signature, byte[]... message) {
        try {
            EcdsaSignature pair = EcdsaSignature.decode(signature);
            var signer = new ECDSASigner();
            signer.init(false, key);
            return signer.verifySignature(kdf.hash(message), pair.r(), pair.s());
        } catch (DecodeException _) {
            return false;
        }
    }
}
