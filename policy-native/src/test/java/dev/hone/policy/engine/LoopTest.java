package dev.hone.policy.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.Prompt;
import dev.hone.Task;
import dev.hone.policy.EpochLosses;
import dev.hone.policy.Policy;
import dev.hone.policy.loop.LoopListener;
import dev.hone.policy.loop.LoopReport;
import dev.hone.policy.loop.LoopResult;
import dev.hone.policy.loop.LoopSettings;
import dev.hone.policy.loop.MultiLoop;
import dev.hone.policy.loop.PolicyChoice;
import dev.hone.policy.loop.Source;
import dev.hone.run.RandomStreams;
import dev.hone.run.RunListener;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/// The loops of QPO with the network itself.
class LoopTest {

    private static final LoopSettings SETTINGS =
            LoopSettings.DEFAULTS.withQueries(1, 96).withEpochs(OptionalInt.of(15));
    private static final RandomStreams RANDOM = new RandomStreams(1);
    private static final Task TASK = Errands.task();
    private static final Source SOURCE = Errands.source(TASK, SETTINGS);

    /// Trained once for all tests.
    private static final Policy FIRST =
            loops(new LoopListener() {}, null).first(TASK, SOURCE, "tiny", OptionalInt.of(20));

    @TempDir Path folder;

    private static MultiLoop loops(LoopListener progress, @Nullable Path checkpoints) {
        return new MultiLoop(
                new NativeEngine(),
                Errands.evaluator(),
                SETTINGS,
                RunListener.NONE,
                progress,
                RANDOM,
                checkpoints);
    }

    private static double worth(Policy policy) {
        PolicyChoice choice =
                PolicyChoice.free(policy, Errands.prompts().getFirst(), TASK.splits().test());
        return Errands.evaluator()
                .evaluateEach(TASK, choice.prompts(), TASK.splits().test())
                .score();
    }

    @Test
    void loopsFindPromptsThatNoSourceHasAndGetBetterByThem() {
        List<Double> worths = new ArrayList<>(List.of(worth(FIRST)));
        LoopListener listening =
                new LoopListener() {
                    @Override
                    public void completed(LoopReport report, Policy policy) {
                        worths.add(worth(policy));
                    }
                };
        LoopResult result = loops(listening, null).run(TASK, SOURCE, FIRST);

        assertThat(worths).hasSize(3);
        assertThat(worths.getLast()).isGreaterThan(worths.getFirst());
        assertThat(result.reports().getLast().accuracy())
                .isGreaterThanOrEqualTo(result.reports().getFirst().accuracy());
        Set<Prompt> known = Set.copyOf(Errands.prompts());
        assertThat(result.rows().rows())
                .extracting(row -> row.experience().prompt())
                .anySatisfy(prompt -> assertThat(known).doesNotContain(prompt));
        assertThat(
                        PolicyChoice.free(result.policy(), new Prompt(""), TASK.splits().test())
                                .prompts())
                .anySatisfy(prompt -> assertThat(known).doesNotContain(prompt));
    }

    @Test
    void loopsThatWereKilledEndAsIfTheyHadNotBeen() throws IOException {
        LoopResult whole = loops(new LoopListener() {}, null).run(TASK, SOURCE, FIRST);
        LoopListener mortal =
                new LoopListener() {
                    @Override
                    public void epoch(int loop, EpochLosses losses) {
                        if (loop == 3 && losses.epoch() == 14) {
                            throw new IllegalStateException("killed");
                        }
                    }
                };
        Path checkpoints = folder.resolve("checkpoints");
        assertThatThrownBy(() -> loops(mortal, checkpoints).run(TASK, SOURCE, FIRST))
                .isInstanceOf(IllegalStateException.class);
        List<Integer> told = new ArrayList<>();
        LoopListener listening =
                new LoopListener() {
                    @Override
                    public void epoch(int loop, EpochLosses losses) {
                        told.add(loop);
                    }
                };
        MultiLoop again = loops(listening, checkpoints);
        LoopResult resumed = again.run(TASK, SOURCE, FIRST);
        again.forget();

        assertThat(told).isEmpty();
        assertThat(weights(resumed.policy())).isEqualTo(weights(whole.policy()));
        assertThat(resumed.rows()).isEqualTo(whole.rows());
        assertThat(checkpoints).doesNotExist();
    }

    private byte[] weights(Policy policy) throws IOException {
        policy.save(folder);
        return Files.readAllBytes(folder.resolve("policy.safetensors"));
    }
}
