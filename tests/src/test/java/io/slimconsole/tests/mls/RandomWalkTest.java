package io.slimconsole.tests.mls;

import io.slimconsole.mls.crypto.CipherSuite;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Random walks of groups with members of ours and of others.
///
/// Each has a seed of its own. `-Dmls.walks=…` takes more than one of each kind, `-Dmls.steps=…` makes them longer,
/// `-Dseed=…` repeats one.
@Tag("interop")
@ExtendWith(MlsPeersExtension.class)
@Timeout(600)
final class RandomWalkTest {
    private static final int WALKS = Integer.getInteger("mls.walks", 1);
    private static final int STEPS = Integer.getInteger("mls.steps", 10);
    private static final int FEW_STEPS = 3;
    private static final List<CipherSuite> SUITES =
            List.of(
                    CipherSuite.MLS_128_DHKEMP256_AES128GCM_SHA256_P256,
                    CipherSuite.MLS_128_DHKEMX25519_AES128GCM_SHA256_ED25519);

    /// core-crypto knows them by name only.
    private static final Set<CipherSuite> CURVE_448 =
            Set.of(
                    CipherSuite.MLS_256_DHKEMX448_AES256GCM_SHA512_ED448,
                    CipherSuite.MLS_256_DHKEMX448_CHACHA20POLY1305_SHA512_ED448);

    private static final List<List<Implementation>> OTHERS =
            List.of(
                    List.of(Implementation.TS_MLS),
                    List.of(Implementation.CORE_CRYPTO),
                    List.of(Implementation.TS_MLS, Implementation.CORE_CRYPTO));

    static List<Arguments> walks() {
        Long given = Long.getLong("seed");
        var walks = new ArrayList<Arguments>();
        for (List<Implementation> others : OTHERS) {
            for (CipherSuite suite : SUITES) {
                for (int i = 0; i < (given == null ? WALKS : 1); i++) {
                    walks.add(
                            Arguments.of(others, suite, given == null ? walks.size() + 1 : given));
                }
            }
        }
        return walks;
    }

    @ParameterizedTest(name = "with {0}, {1}, seed {2}")
    @MethodSource("walks")
    void allAgreeAndReadEachOther(
            List<Implementation> others, CipherSuite suite, long seed, MlsPeers peers) {
        new Walk(peers, suite, others, seed).run(STEPS);
    }

    static Stream<CipherSuite> otherSuites() {
        return CipherSuite.all().stream().filter(suite -> !SUITES.contains(suite));
    }

    /// Short, since others are slow there.
    @ParameterizedTest
    @MethodSource("otherSuites")
    void theOtherSuitesWorkAsWell(CipherSuite suite, MlsPeers peers) {
        List<Implementation> others =
                CURVE_448.contains(suite)
                        ? List.of(Implementation.TS_MLS)
                        : List.of(Implementation.TS_MLS, Implementation.CORE_CRYPTO);

        new Walk(peers, suite, others, suite.id()).run(FEW_STEPS);
    }
}
