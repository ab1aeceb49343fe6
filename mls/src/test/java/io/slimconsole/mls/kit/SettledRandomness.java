package io.slimconsole.mls.kit;

import java.security.Provider;
import java.security.SecureRandomSpi;
import java.security.Security;
import java.util.Random;

/// Makes every "random" number of a process the same each time, so that what a fuzzer has found can be run again. For a
/// process of its own alone.
public final class SettledRandomness extends SecureRandomSpi {
    private static final long serialVersionUID = 1L;
    private static final long SEED = 9420;

    private final Random random = new Random(SEED);

    /// As the provider makes it.
    public SettledRandomness() {}

    /// For all that asks for random numbers from now on.
    public static void install() {
        Security.insertProviderAt(new Settled(), 1);
    }

    private static final class Settled extends Provider {
        private static final long serialVersionUID = 1L;

        Settled() {
            super("Settled", "1", "the same numbers each time");
            put("SecureRandom.Settled", SettledRandomness.class.getName());
        }
    }

    @Override
    protected void engineSetSeed(byte[] seed) {
        // whatever it is: the numbers stay the same
    }

    @Override
    protected void engineNextBytes(byte[] bytes) {
        random.nextBytes(bytes);
    }

    @Override
    protected byte[] engineGenerateSeed(int count) {
        byte[] seed = new byte[count];
        random.nextBytes(seed);
        return seed;
    }
}
