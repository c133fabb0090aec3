package dev.hone.experience.benchmark;

/// What a run of a task asks the task model at most, call by call (QPO §6). Answers that are in the
/// ledger cost nothing.
///
/// @param prompts of the first data set
/// @param sourceQueries each asked under every prompt
/// @param loopQueries asked in one loop
/// @param loops after the first
/// @param testQueries judged on
/// @param policies judged, over all seeds
/// @param seeds of the training
/// @param requests for rewrites of seed prompts, at most; those go to the optimizer model
public record CallPlan(
        Setting setting,
        int prompts,
        int sourceQueries,
        int loopQueries,
        int loops,
        int testQueries,
        int policies,
        int seeds,
        int requests) {

    /// Queries of the first data set (QPO §2.3).
    public static final int SOURCE_QUERIES = 100;

    /// Loops, the training on the first data set counted as one (QPO §8, 1).
    public static final int LOOPS = 3;

    /// Batches of a loop (QPO §4).
    public static final int BATCHES = 10;

    /// Queries of a batch (QPO §4).
    public static final int BATCH = 100;

    /// The first data set.
    public long source() {
        return (long) prompts * sourceQueries * setting.sourceSets();
    }

    /// One loop, for one seed.
    public long loop() {
        return (long) loopQueries * setting.loopSets();
    }

    /// All loops of all seeds.
    public long allLoops() {
        return loop() * loops * seeds;
    }

    /// The best source prompt and every policy.
    public long test() {
        return (long) (1 + policies) * testQueries * setting.testSets();
    }

    public long total() {
        return source() + allLoops() + test();
    }
}
