package io.slimconsole.ui.channels;

import java.security.SecureRandom;
import java.util.Base64;

/// Makes secrets that nobody guesses, of letters and digits that survive every way of copying.
final class Secrets {
    private static final int BYTES = 32;

    private Secrets() {}

    static String fresh() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
