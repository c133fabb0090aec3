package dev.hone.cli.reproduce;

import dev.hone.experience.benchmark.BenchmarkData;
import dev.hone.experience.benchmark.CallPlan;
import dev.hone.experience.benchmark.Contestant;
import dev.hone.experience.benchmark.OfficialSplit;
import dev.hone.experience.benchmark.QpoTask;
import dev.hone.experience.benchmark.SeedPrompts;
import dev.hone.experience.benchmark.Setting;
import dev.hone.experience.pool.FreeExamples;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;

/// What a user may choose about the experiment.
///
/// @param profile `tiny`, `small` or `paper`
/// @param pretrained folder of the GPT-2 to start from; null for the profile's own start
/// @param epochs of every training; empty for the profile's
/// @param seeds of the training, 1 to so many
/// @param rewrites of each seed prompt, 0 to 50
/// @param testQueries judged on in each task; empty for the paper's
/// @param out where results and policies go; null for nowhere
record QpoOptions(
        String profile,
        @Nullable Path pretrained,
        OptionalInt epochs,
        int seeds,
        Protocol protocol,
        int rewrites,
        OptionalInt testQueries,
        @Nullable Path out) {

    /// Of a seed prompt it is asked for three times at most.
    private static final int MOST_REQUESTS = 3;

    /// The same, wherever results go.
    QpoOptions withoutPlaces() {
        return new QpoOptions(
                profile, pretrained, epochs, seeds, protocol, rewrites, testQueries, null);
    }

    int testQueries(QpoTask task) {
        return testQueries.orElse(task.testQueries());
    }

    /// What is asked where the files are complete.
    CallPlan plan(QpoTask task, Setting setting) {
        Map<OfficialSplit, Integer> sizes = task.officialSizes();
        int collect =
                task.parts().collect().size(sizes.getOrDefault(task.parts().collect().split(), 0));
        int test = task.parts().test().size(sizes.getOrDefault(task.parts().test().split(), 0));
        return plan(task, setting, SeedPrompts.of(task), CallPlan.SOURCE_QUERIES, collect, test);
    }

    /// What is asked of the data at hand.
    CallPlan plan(BenchmarkData data, Setting setting) {
        return plan(
                data.task(),
                setting,
                data.seeds(),
                sourceQueries(data),
                FreeExamples.of(data.loops()).size(),
                data.test().size());
    }

    /// Of the first data set, fewer where there are fewer.
    static int sourceQueries(BenchmarkData data) {
        return Math.min(CallPlan.SOURCE_QUERIES, FreeExamples.of(data.source()).size());
    }

    private CallPlan plan(
            QpoTask task,
            Setting setting,
            SeedPrompts prompts,
            int sourceQueries,
            int collect,
            int test) {
        int policies = Contestant.policies().size() * seeds;
        int requests = rewrites == 0 ? 0 : MOST_REQUESTS * prompts.specific().size();
        return new CallPlan(
                setting,
                prompts.size(rewrites),
                sourceQueries,
                protocol.loopQueries(collect),
                CallPlan.LOOPS - 1,
                Math.min(testQueries(task), test),
                policies,
                seeds,
                requests);
    }
}
