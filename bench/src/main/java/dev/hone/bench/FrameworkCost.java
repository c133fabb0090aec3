package dev.hone.bench;

import dev.hone.Dataset;
import dev.hone.Prompt;
import dev.hone.Task;
import dev.hone.evaluation.Evaluation;
import dev.hone.evaluation.LocalEvaluator;
import dev.hone.model.ModelSettings;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.profile.Profiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/// What one evaluation (one prompt on one example) costs besides the model: the model here answers
/// at once.
///
/// JMH gives microseconds on the clock, which all cores share, and with [ProcessorTime] the
/// microseconds of all cores together.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC"})
public class FrameworkCost {

    private static final int PROMPTS_OF_A_STEP = 8;
    private static final int EXAMPLES_OF_A_STEP = 48;
    private static final int MANY_EXAMPLES = 10_000;

    /// What stands between evaluator and model.
    @Param public Between between = Between.NOTHING;

    /// The most examples in flight.
    @Param("1000")
    public int workers;

    private final Dataset few = Questions.dataset(0, EXAMPLES_OF_A_STEP);
    private final Dataset many = Questions.dataset(0, MANY_EXAMPLES);
    private final Task task = Questions.task(many);
    private InstantModel model = InstantModel.alone();
    private int prompts;

    /// Runs JMH.
    ///
    /// @param args of JMH
    public static void main(String[] args) throws RunnerException, CommandLineOptionException {
        Class<? extends Profiler> profiler = ProcessorTime.class;
        new Runner(
                        new OptionsBuilder()
                                .parent(new CommandLineOptions(args))
                                .addProfiler(profiler)
                                .build())
                .run();
    }

    /// A fresh ledger for every iteration, lest it fill the memory.
    @Setup(Level.Iteration)
    public void open() throws IOException {
        model = InstantModel.behind(between, workers);
        if (between == Between.RECORDED) {
            evaluate(PROMPTS_OF_A_STEP, few);
            evaluate(1, many);
        }
        ProcessorTime.begin();
    }

    @TearDown(Level.Iteration)
    public void close() throws IOException {
        ProcessorTime.end();
        model.close();
    }

    /// What a step of GPO asks for: 8 prompts on 48 examples.
    @Benchmark
    @OperationsPerInvocation(PROMPTS_OF_A_STEP * EXAMPLES_OF_A_STEP)
    public List<Evaluation> step() {
        return evaluate(PROMPTS_OF_A_STEP, few);
    }

    /// One prompt on 10,000 examples.
    @Benchmark
    @OperationsPerInvocation(MANY_EXAMPLES)
    public List<Evaluation> manyExamples() {
        return evaluate(1, many);
    }

    /// Prompts that were not asked about before, unless that is what is measured.
    private List<Evaluation> evaluate(int count, Dataset dataset) {
        if (between == Between.RECORDED) {
            prompts = 0;
        }
        List<Prompt> fresh =
                IntStream.range(prompts, prompts + count)
                        .mapToObj(number -> new Prompt(number + ". " + Questions.PROMPT))
                        .toList();
        prompts += count;
        ModelSettings settings =
                ModelSettings.of(Engine.MODEL, Engine.TEMPERATURE, Engine.MAX_TOKENS);
        return new LocalEvaluator(model, settings, workers).evaluateAll(task, fresh, dataset);
    }
}
