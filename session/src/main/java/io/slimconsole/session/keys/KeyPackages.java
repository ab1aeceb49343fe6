package io.slimconsole.session.keys;

import com.google.protobuf.ByteString;

import io.slimconsole.mls.codec.DecodeException;
import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.mls.framing.MlsMessage;
import io.slimconsole.mls.framing.Welcome;
import io.slimconsole.mls.group.Check;
import io.slimconsole.mls.group.OwnKeyPackage;
import io.slimconsole.mls.group.RefusedException;
import io.slimconsole.mls.tree.Lifetime;
import io.slimconsole.session.identity.Identity;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/// Key packages that we have sent to a moderator and that no welcome has come for. Which of them it took is seen by the welcome:
/// when it arrives, all of them are used up.
///
/// Never stored: who is restarted while it waits for a welcome asks for another one.
public final class KeyPackages implements AutoCloseable {
    /// Attempts of one round to be added anew, and some more; of older ones the welcome is not on its way any more.
    private static final int MOST = 16;

    private final Identity identity;
    private final InstantSource clock;

    /// By their references, the oldest first.
    private final Map<Opaque, OwnKeyPackage> waiting = new LinkedHashMap<>();

    public KeyPackages(Identity identity, InstantSource clock) {
        this.identity = identity;
        this.clock = clock;
    }

    /// Makes one more.
    ///
    /// @return an MLSMessage
    public ByteString make() {
        CipherSuite suite = identity.signingKey().suite();
        OwnKeyPackage own =
                OwnKeyPackage.create(
                        suite,
                        identity.signingKey().forMls(identity.token()),
                        Lifetime.around(clock.instant()));
        waiting.put(own.keyPackage().reference(suite), own);
        if (waiting.size() > MOST) {
            var oldest = waiting.entrySet().iterator();
            oldest.next().getValue().close();
            oldest.remove();
        }
        return ByteString.copyFrom(new MlsMessage(own.keyPackage()).encoded());
    }

    /// The one that a welcome was made with.
    ///
    /// @param welcome an MLSMessage
    OwnKeyPackage of(ByteString welcome) throws RefusedException {
        try {
            if (MlsMessage.decode(welcome.toByteArray()).body() instanceof Welcome decoded) {
                return decoded.secrets().stream()
                        .map(each -> waiting.get(each.newMember()))
                        .filter(own -> own != null)
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new RefusedException(
                                                Check.WELCOME_IS_FOR_US,
                                                "a welcome for other key packages than ours"));
            }
            throw new RefusedException(Check.WELL_FORMED, "a message that is no welcome");
        } catch (DecodeException e) {
            throw new RefusedException(Check.WELL_FORMED, e.getMessage(), e);
        }
    }

    /// How many wait.
    public int size() {
        return waiting.size();
    }

    /// Wipes all of them: a welcome has come, or none is waited for.
    @Override
    public void close() {
        waiting.values().forEach(OwnKeyPackage::close);
        waiting.clear();
    }
}
