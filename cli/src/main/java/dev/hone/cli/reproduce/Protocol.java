package dev.hone.cli.reproduce;

import dev.hone.InputException;
import dev.hone.Suggestion;
import dev.hone.experience.benchmark.CallPlan;
import dev.hone.experience.benchmark.Setting;
import dev.hone.experience.reward.Reward;
import dev.hone.policy.learning.Learner;
import dev.hone.policy.loop.LoopSettings;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/// Whose rules rewards and loops follow.
enum Protocol {
    /// The released code's, with the paper's rewards.
    PAPER,
    /// Hone's: rewards of the query alone, each query asked once in a loop.
    HONE;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @throws InputException when there is none of that name
    static Protocol named(String label) {
        for (Protocol protocol : values()) {
            if (protocol.label().equals(label)) {
                return protocol;
            }
        }
        List<String> labels = Arrays.stream(values()).map(Protocol::label).toList();
        throw new InputException("--protocol is \"" + label + "\"." + Suggestion.of(label, labels));
    }

    LoopSettings loops(Setting setting, OptionalInt epochs) {
        LoopSettings settings =
                switch (this) {
                    case PAPER -> LoopSettings.FAITHFUL.withReward(paperReward(setting));
                    case HONE -> LoopSettings.DEFAULTS.withReward(Learner.QUERY_REWARD);
                };
        return settings.withLoops(CallPlan.LOOPS)
                .withQueries(CallPlan.BATCHES, CallPlan.BATCH)
                .withEpochs(epochs);
    }

    /// Queries asked in a loop, of so many there are: batches may overlap in the released code.
    int loopQueries(int there) {
        int size = Math.min(CallPlan.BATCH, there);
        return switch (this) {
            case PAPER -> CallPlan.BATCHES * size;
            case HONE -> size == 0 ? 0 : Math.min(CallPlan.BATCHES, there / size) * size;
        };
    }

    private static Reward paperReward(Setting setting) {
        return switch (setting) {
            case ZERO_SHOT -> Reward.ZeroShot.PAPER;
            case FEW_SHOT -> Reward.FewShot.PAPER;
        };
    }
}
