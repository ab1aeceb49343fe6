package io.slimconsole.mls.group;

import static io.slimconsole.mls.group.Trio.OPTIONS;
import static io.slimconsole.mls.group.Trio.WITH_PATH;

import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.framing.Content;
import io.slimconsole.mls.framing.MlsMessage;
import io.slimconsole.mls.framing.Proposal;
import io.slimconsole.mls.framing.WireFormat;
import io.slimconsole.mls.kit.Grammar;
import io.slimconsole.mls.kit.Mutants;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;

/// Each message of a group, changed by somebody without keys in every way that there is: each is refused.
///
/// Nothing in them is harmless to change: what the signature of a public message doesn't cover, its membership tag does,
/// and encryption covers all of a private one.
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class MutationTest {
    /// What the moderator says, and the others hear.
    enum Message {
        COMMIT {
            @Override
            MlsMessage of(Trio trio) throws RefusedException {
                return trio.addCarla(OPTIONS).commit();
            }
        },
        COMMIT_WITH_PATH {
            @Override
            MlsMessage of(Trio trio) throws RefusedException {
                return trio.addCarla(WITH_PATH).commit();
            }
        },
        PRIVATE_COMMIT {
            @Override
            MlsMessage of(Trio trio) throws RefusedException {
                return trio.addCarla(OPTIONS.withHandshakes(WireFormat.PRIVATE_MESSAGE)).commit();
            }
        },
        PRIVATE_COMMIT_WITH_PATH {
            @Override
            MlsMessage of(Trio trio) throws RefusedException {
                return trio.moderator
                        .commit(
                                List.of(new Proposal.Remove(2)),
                                OPTIONS.withHandshakes(WireFormat.PRIVATE_MESSAGE))
                        .commit();
            }
        },
        PROPOSAL {
            @Override
            MlsMessage of(Trio trio) {
                return trio.hostile.say(adding(trio));
            }
        },
        PRIVATE_PROPOSAL {
            @Override
            MlsMessage of(Trio trio) {
                return new MlsMessage(trio.hostile.seal(adding(trio)));
            }
        },
        APPLICATION {
            @Override
            MlsMessage of(Trio trio) {
                return trio.moderator.encrypt(new byte[100], Opaque.of((byte) 1), 20);
            }
        };

        abstract MlsMessage of(Trio trio) throws RefusedException;

        private static Content adding(Trio trio) {
            return new Content.OfProposal(new Proposal.Add(trio.carla.keyPackage()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void eachMutantIsRefusedAndTheMessageIsStillGood(Message message) throws RefusedException {
        var trio = new Trio();
        MlsMessage genuine = message.of(trio);
        var anna = new Unmoved(trio.anna);

        Mutants.ofStructure(Grammar.MESSAGE.parse(genuine.encoded()), anna::refuses);
        Mutants.ofBytes(genuine.encoded(), anna::refuses);

        anna.accepts(genuine);
    }
}
