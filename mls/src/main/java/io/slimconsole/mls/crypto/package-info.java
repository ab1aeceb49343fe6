/// The primitives of a cipher suite (RFC 9420 §5) over the JDK and Bouncy Castle, whichever is faster.
///
/// Start with [CipherSuite], which is put together from a `Kem`, a `Kdf`, an `Aead` and a `SignatureScheme`; another suite
/// is one more such object. What leaves the package are its values: [Secret], private keys and [HpkeCiphertext]. Nothing
/// keeps state between calls, so that everything may be used on any thread.
@NullMarked
package io.slimconsole.mls.crypto;

import org.jspecify.annotations.NullMarked;
