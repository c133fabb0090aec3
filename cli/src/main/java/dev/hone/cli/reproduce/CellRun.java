package dev.hone.cli.reproduce;

import dev.hone.Dataset;
import dev.hone.Digest;
import dev.hone.Example;
import dev.hone.InputException;
import dev.hone.Prompt;
import dev.hone.Splits;
import dev.hone.Task;
import dev.hone.Template;
import dev.hone.cli.session.Session;
import dev.hone.cli.session.TrainingProgress;
import dev.hone.cli.terminal.Terminal;
import dev.hone.evaluation.Evaluator;
import dev.hone.experience.OfflineDataset;
import dev.hone.experience.Query;
import dev.hone.experience.benchmark.BenchmarkData;
import dev.hone.experience.benchmark.Contestant;
import dev.hone.experience.benchmark.DemonstrationSets;
import dev.hone.experience.benchmark.FewShotEvaluator;
import dev.hone.experience.benchmark.Setting;
import dev.hone.experience.pool.BuiltDataset;
import dev.hone.experience.pool.DatasetBuilder;
import dev.hone.experience.pool.FreeExamples;
import dev.hone.experience.pool.Paraphraser;
import dev.hone.experience.pool.PromptPool;
import dev.hone.experience.reward.RewardScale;
import dev.hone.policy.EpochLosses;
import dev.hone.policy.Policy;
import dev.hone.policy.PolicyEngine;
import dev.hone.policy.TrainingCourse;
import dev.hone.policy.TrainingPlan;
import dev.hone.policy.baseline.BestSingle;
import dev.hone.policy.loop.Collected;
import dev.hone.policy.loop.LoopListener;
import dev.hone.policy.loop.LoopReport;
import dev.hone.policy.loop.LoopSettings;
import dev.hone.policy.loop.MultiLoop;
import dev.hone.policy.loop.PolicyChoice;
import dev.hone.policy.loop.Source;
import dev.hone.run.RandomStreams;
import dev.hone.run.RunListener;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// One task in one setting: the first data set, the trainings, the loops and the judgement. What is
/// done when a budget ends it stands in the scores.
final class CellRun {

    private static final RandomStreams DRAWS = new RandomStreams(1);

    private final Terminal terminal;
    private final PolicyEngine engine;
    private final QpoOptions options;
    private final BenchmarkData data;
    private final Session session;
    private final RunListener experiences;
    private final CellScores scores;
    private final Dataset test;

    /// @param experiences told of every prompt that was scored
    /// @param scores of the task and setting, filled as they come
    CellRun(
            Terminal terminal,
            PolicyEngine engine,
            QpoOptions options,
            BenchmarkData data,
            Session session,
            RunListener experiences,
            CellScores scores) {
        this.terminal = terminal;
        this.engine = engine;
        this.options = options;
        this.data = data;
        this.session = session;
        this.experiences = experiences;
        this.scores = scores;
        this.test = data.testSample(options.testQueries(data.task()));
    }

    /// @throws dev.hone.model.ModelException as the evaluator
    void run() {
        Setting setting = scores.setting();
        PromptPool pool = pool();
        say("%,d prompts on %,d queries", pool.members().size(), QpoOptions.sourceQueries(data));
        BuiltDataset built =
                new DatasetBuilder(evaluator(setting.sourceSets()), DRAWS)
                        .build(
                                task(data.source(), setting.sourceSets()),
                                pool,
                                QpoOptions.sourceQueries(data));
        if (built.failed() > 0) {
            terminal.warn(
                    built.failed() + " answers are missing; they have no score and are left out.");
        }
        if (built.experiences().isEmpty()) {
            scores.note("no question was answered");
            return;
        }
        Prompt best = BestSingle.of(built.experiences());
        scores.best(best);
        judge(Contestant.BEST_SOURCE, test.stream().map(example -> best).toList());
        LoopSettings settings = options.protocol().loops(setting, options.epochs());
        if (!built.experiences().hasContrast()) {
            scores.note("all answers were alike, so there is nothing to learn");
            return;
        }
        Source source =
                Source.of(
                        built.experiences(),
                        OfflineDataset.of(List.of()),
                        RewardScale.USUAL_SHARE,
                        settings);
        for (int seed = 1; seed <= options.seeds(); seed++) {
            new Seed(seed, source, settings, built.sample()).run();
        }
    }

    /// Rewrites are the optimizer model's.
    private PromptPool pool() {
        if (options.rewrites() == 0) {
            return data.seeds().plain();
        }
        PromptPool pool =
                data.seeds()
                        .widened(
                                new Paraphraser(
                                        session.optimizerModel(),
                                        session.optimizerRole().settings(),
                                        DRAWS,
                                        options.rewrites()),
                                data.task());
        if (!pool.notes().isEmpty()) {
            terminal.warn(
                    pool.notes().size()
                            + " seed prompts have fewer rewrites than wanted. The first: "
                            + pool.notes().getFirst());
        }
        return pool;
    }

    private Evaluator evaluator(int sets) {
        Evaluator one = session.evaluator();
        Evaluator asking =
                switch (scores.setting()) {
                    case ZERO_SHOT -> one;
                    case FEW_SHOT -> new FewShotEvaluator(one, DemonstrationSets.of(data, sets));
                };
        return new RecordingEvaluator(
                asking, experiences, pairs -> new CallProgress(terminal, session, pairs * sets));
    }

    /// The task as it is put to the model; demonstrations are part of where a score comes from.
    private Task task(Splits splits, int sets) {
        Task task = session.task();
        boolean few = scores.setting() == Setting.FEW_SHOT;
        String shown =
                few
                        ? "\ndemonstrations="
                                + Digest.of(DemonstrationSets.of(data, sets).toArray(String[]::new))
                                        .hex()
                        : "";
        return new Task(
                task.name(),
                splits,
                few ? new Template(data.task().fewShotTemplate()) : task.template(),
                task.demonstrations(),
                task.extraction(),
                task.reader(),
                task.metric(),
                task.protocol() + shown);
    }

    private void judge(Contestant contestant, List<Prompt> prompts) {
        scores.add(
                contestant,
                prompts,
                evaluator(scores.setting().testSets())
                        .evaluateEach(
                                task(data.source(), scores.setting().testSets()), prompts, test)
                        .outcomes());
        say(
                "%s, %d queries: %s",
                contestant.id(),
                test.size(),
                scores.accuracy(contestant)
                        .map(accuracy -> String.format(Locale.ROOT, "%.1f", 100 * accuracy))
                        .orElse("no answer"));
    }

    private void say(String format, Object... values) {
        terminal.err()
                .println(
                        String.format(
                                Locale.ROOT,
                                "%s %s  " + format,
                                Stream.concat(
                                                Stream.of(
                                                        data.task().id(), scores.setting().label()),
                                                Stream.of(values))
                                        .toArray()));
    }

    /// The trainings and loops that follow from one seed.
    private final class Seed implements LoopListener {

        private final Source source;
        private final LoopSettings settings;
        private final Dataset sample;
        private final RandomStreams random;
        private final KeptPolicies kept;
        private final TrainingProgress training = new TrainingProgress(terminal);

        Seed(int seed, Source source, LoopSettings settings, Dataset sample) {
            this.source = source;
            this.settings = settings;
            this.sample = sample;
            this.random = new RandomStreams(seed);
            Path out = options.out();
            this.kept =
                    new KeptPolicies(
                            engine,
                            out == null
                                    ? null
                                    : out.resolve("policies")
                                            .resolve(scores.setting().label())
                                            .resolve(data.task().id())
                                            .resolve("seed-" + seed));
        }

        void run() {
            TrainingPlan plan = plan();
            Policy first = train(Contestant.LOOP_1, plan);
            Splits loops = data.loops();
            if (FreeExamples.of(loops).isEmpty()) {
                throw new InputException(
                        "The data of " + data.task().id() + " leave no queries for the loops.");
            }
            MultiLoop multiLoop =
                    new MultiLoop(
                            engine,
                            evaluator(scores.setting().loopSets()),
                            settings,
                            RunListener.NONE,
                            this,
                            random,
                            kept.checkpoints());
            multiLoop.run(task(loops, scores.setting().loopSets()), source, first);
            train(Contestant.BEHAVIOUR_CLONING, plan.with(TrainingCourse::withoutRewards));
            train(Contestant.NO_REWARD_LOSS, plan.with(TrainingCourse::withoutRewardTerm));
            multiLoop.forget();
        }

        /// The vocabulary knows the queries of the loops as well.
        private TrainingPlan plan() {
            Map<String, Query> queries = new LinkedHashMap<>();
            List<Example> examples = new ArrayList<>(sample.examples());
            examples.addAll(FreeExamples.of(data.loops()).examples());
            for (Example example : examples) {
                String id = Digest.of(example.input()).hex();
                queries.putIfAbsent(id, new Query(id, example.input()));
            }
            return TrainingPlan.of(
                            source.rows(),
                            List.copyOf(queries.values()),
                            source.prompts(),
                            options.profile(),
                            random)
                    .with(
                            course ->
                                    course.withPretrained(options.pretrained())
                                            .withEpochs(options.epochs()));
        }

        private Policy train(Contestant contestant, TrainingPlan plan) {
            Policy policy = kept.trained(contestant, plan, training);
            training.done();
            judgePolicy(contestant, policy);
            return policy;
        }

        private void judgePolicy(Contestant contestant, Policy policy) {
            judge(contestant, PolicyChoice.free(policy, scores.best(), test).prompts());
        }

        @Override
        public void collected(int loop, Collected collected) {
            say(
                    "loop %d, %,d queries asked: %.1f",
                    loop, collected.asked(), 100 * collected.accuracy());
        }

        @Override
        public void epoch(int loop, EpochLosses losses) {
            training.accept(losses);
        }

        @Override
        public void completed(LoopReport report, Policy policy) {
            training.done();
            Contestant contestant = Contestant.ofLoop(report.loop());
            kept.save(contestant, policy);
            judgePolicy(contestant, policy);
        }
    }
}
