package io.slimconsole.tests.mls;

import io.slimconsole.mls.crypto.CipherSuite;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Random walks of groups with members of ours and of others.
///
/// `-Dmls.walks=…` takes more seeds than the usual ones, `-Dseed=…` a single one, `-Dmls.steps=…` makes them longer.
@Tag("interop")
@ExtendWith(MlsPeersExtension.class)
@Timeout(600)
final class RandomWalkTest {
    private static final int WALKS = Integer.getInteger("mls.walks", 1);
    private static final int STEPS = Integer.getInteger("mls.steps", 16);
    private static final List<CipherSuite> SUITES =
            List.of(
                    CipherSuite.MLS_128_DHKEMP256_AES128GCM_SHA256_P256,
                    CipherSuite.MLS_128_DHKEMX25519_AES128GCM_SHA256_ED25519);
    private static final List<List<Implementation>> OTHERS =
            List.of(
                    List.of(Implementation.TS_MLS),
                    List.of(Implementation.CORE_CRYPTO),
                    List.of(Implementation.TS_MLS, Implementation.CORE_CRYPTO));

    static Stream<Arguments> walks() {
        return OTHERS.stream()
                .flatMap(
                        others ->
                                SUITES.stream()
                                        .flatMap(
                                                suite ->
                                                        seeds().mapToObj(
                                                                        seed ->
                                                                                Arguments.of(
                                                                                        others,
                                                                                        suite,
                                                                                        seed))));
    }

    private static LongStream seeds() {
        Long given = Long.getLong("seed");
        return given != null ? LongStream.of(given) : LongStream.rangeClosed(1, WALKS);
    }

    @ParameterizedTest(name = "with {0}, {1}, seed {2}")
    @MethodSource("walks")
    void allAgreeAndReadEachOther(
            List<Implementation> others, CipherSuite suite, long seed, MlsPeers peers) {
        new Walk(peers, suite, others, seed).run(STEPS);
    }
}
