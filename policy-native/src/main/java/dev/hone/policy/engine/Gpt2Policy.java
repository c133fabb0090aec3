package dev.hone.policy.engine;

import static org.bytedeco.pytorch.global.torch.manual_seed;

import dev.hone.InputException;
import dev.hone.Prompt;
import dev.hone.experience.Query;
import dev.hone.policy.Computation;
import dev.hone.policy.EpochLosses;
import dev.hone.policy.Policy;
import dev.hone.policy.TrainingSummary;
import dev.hone.policy.Writing;
import dev.hone.policy.decoder.Decoder;
import dev.hone.policy.decoder.Layout;
import dev.hone.policy.generation.PromptGenerator;
import dev.hone.policy.generation.Protocol;
import dev.hone.policy.gpt2.Parameters;
import dev.hone.policy.gpt2.PolicyConfig;
import dev.hone.policy.gpt2.PolicyNetwork;
import dev.hone.policy.libtorch.Cuda;
import dev.hone.policy.libtorch.Precision;
import dev.hone.policy.libtorch.Processor;
import dev.hone.policy.libtorch.Threads;
import dev.hone.policy.libtorch.Torch;
import dev.hone.policy.likelihood.PromptLikelihood;
import dev.hone.policy.likelihood.PromptSearch;
import dev.hone.policy.likelihood.PromptTrie;
import dev.hone.policy.tokenizer.ReducedTokenizer;
import dev.hone.policy.tokenizer.Tokenizer;
import dev.hone.policy.training.PolicyTraining;
import dev.hone.policy.training.TrainingConfig;
import dev.hone.policy.training.TrainingRow;
import dev.hone.run.RandomStreams;

import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/// A policy as a user holds it: texts in, texts out, a network and its tokenizer in between (QPO
/// §3).
///
/// Training is for one thread; once it has ended, the policy may be used by many.
public final class Gpt2Policy implements Policy {

    static final String WEIGHTS = "policy.safetensors";

    /// R' that prompts are asked for.
    static final double WANTED = 100;

    /// Parameters, of which GPT-2 small has 125 million.
    private static final long LARGE = 50_000_000;

    private final PolicyConfig shape;
    private final Tokenizer tokenizer;
    private final Parameters parameters;
    private final PolicyNetwork network;
    private final Computation computation;
    private final @Nullable TrainingSummary summary;
    private @Nullable PromptGenerator generator;
    private @Nullable Decoder chooser;

    Gpt2Policy(PolicyConfig shape, Tokenizer tokenizer, Parameters parameters) {
        this(shape, tokenizer, parameters, Computation.USUAL, null);
    }

    private Gpt2Policy(
            PolicyConfig shape,
            Tokenizer tokenizer,
            Parameters parameters,
            Computation computation,
            @Nullable TrainingSummary summary) {
        this.computation = computation;
        this.summary = summary;
        this.shape = shape;
        this.tokenizer = tokenizer;
        this.parameters = parameters;
        this.network = new PolicyNetwork(shape, parameters, 0);
    }

    /// A policy that has learned nothing yet.
    ///
    /// @param tokenizer with the vocabulary of the shape
    public static Gpt2Policy fromScratch(
            PolicyConfig shape, Tokenizer tokenizer, RandomStreams random) {
        if (tokenizer.vocabularySize() != shape.vocabulary()) {
            throw new IllegalArgumentException(
                    "The tokenizer has "
                            + tokenizer.vocabularySize()
                            + " tokens, the network "
                            + shape.vocabulary()
                            + ".");
        }
        Torch.prepare();
        Parameters parameters = new Parameters(shape, ScalarType.Float);
        manual_seed(random.seedOf("initial weights"));
        parameters.initialise(shape);
        return new Gpt2Policy(shape, tokenizer, parameters);
    }

    /// Trains on demonstrations, from where the policy stands.
    ///
    /// @param checkpoint folder to go on from and to keep epochs in, as [PolicyTraining#run]
    /// @param progress told after every epoch
    /// @return the losses of every epoch
    /// @throws InputException when there are no demonstrations, a reward is no number, training
    ///   diverges, or as [PolicyTraining#run]
    public List<EpochLosses> train(
            List<Demonstration> demonstrations,
            TrainingConfig config,
            RandomStreams random,
            @Nullable Path checkpoint,
            Consumer<EpochLosses> progress) {
        Threads.setFor(shape.parameters());
        List<TrainingRow> rows = rows(demonstrations);
        if (summary == null) {
            expectMeanReward(rows);
        }
        return new PolicyTraining(shape, config, parameters, random)
                .run(rows, checkpoint, progress);
    }

    /// How likely the policy is to write each prompt for a query if it may write no other: rows of
    /// probabilities. Prompts that are alike in their first tokens, as many as the network writes,
    /// share one.
    @Override
    public double[][] score(List<Query> queries, List<Prompt> prompts) {
        List<int[]> known = prompts.stream().map(prompt -> promptTokens(prompt.text())).toList();
        PromptTrie trie = new PromptTrie(known, shape.promptTokens());
        List<int[]> tokens = queries.stream().map(query -> queryTokens(query.text())).toList();
        double[][] scores =
                new PromptLikelihood(shape, network, trie).of(tokens, WANTED, prompts.size());
        for (double[] row : scores) {
            Arrays.setAll(row, i -> Math.exp(row[i]));
        }
        return scores;
    }

    /// The likeliest prompts by [#score], without the probabilities of the others. In 32 bits
    /// unless the computation asks for fewer, so that rounding is as small as there.
    @Override
    public int[] best(List<Query> queries, List<Prompt> prompts) {
        List<int[]> known = prompts.stream().map(prompt -> promptTokens(prompt.text())).toList();
        PromptTrie trie = new PromptTrie(known, shape.promptTokens());
        List<int[]> tokens = queries.stream().map(query -> queryTokens(query.text())).toList();
        return new PromptSearch(layout(), chooser(), trie, prompts.size()).best(tokens, WANTED);
    }

    @Override
    public List<Prompt> write(List<Query> queries, Writing writing, RandomStreams random) {
        List<int[]> tokens = queries.stream().map(query -> queryTokens(query.text())).toList();
        PromptGenerator writer = generator();
        if (writing == Writing.GREEDY) {
            return prompts(writer.greedy(tokens, WANTED, Protocol.TRAINED), tokenizer::decode);
        }
        List<RandomGenerator> chances =
                queries.stream().map(query -> random.stream("write " + query.id())).toList();
        return writing == Writing.SAMPLED
                ? prompts(
                        writer.sampled(tokens, chances, WANTED, Protocol.TRAINED),
                        tokenizer::decode)
                : prompts(
                        writer.sampled(tokens, chances, WANTED, Protocol.FAITHFUL),
                        written -> FaithfulText.of(tokenizer, written));
    }

    private static List<Prompt> prompts(List<int[]> written, Function<int[], String> text) {
        return written.stream().map(text).map(Prompt::new).toList();
    }

    @Override
    public void save(Path folder) {
        ParameterFile.write(folder.resolve(WEIGHTS), parameters);
        if (tokenizer instanceof ReducedTokenizer reduced) {
            reduced.vocabulary().write(folder);
        }
        // Last, because a folder with a note is a policy.
        new PolicyNote(shape, summary()).write(folder);
    }

    @Override
    public TrainingSummary summary() {
        if (summary == null) {
            throw new IllegalStateException("The policy has not been trained.");
        }
        return summary;
    }

    /// This policy with a note of how it came to be.
    Gpt2Policy trained(TrainingSummary training) {
        return new Gpt2Policy(shape, tokenizer, parameters, computation, training);
    }

    /// This policy, computing so from now on.
    ///
    /// @throws InputException when there is no such device
    Gpt2Policy on(Computation wanted) {
        if (wanted.device() == Computation.Device.CUDA) {
            Cuda.require();
            parameters.moveToCuda();
        }
        return new Gpt2Policy(shape, tokenizer, parameters, wanted, summary);
    }

    /// A policy that can be trained without changing this one.
    Gpt2Policy copy() {
        Parameters own = new Parameters(shape, ScalarType.Float);
        try (NoGradGuard off = new NoGradGuard()) {
            own.all().forEach((name, tensor) -> tensor.copy_(parameters.get(name)));
        }
        return new Gpt2Policy(shape, tokenizer, own, computation, summary).on(computation);
    }

    /// Made when it is first needed, from then on for good: it holds a copy of the weights.
    private synchronized PromptGenerator generator() {
        PromptGenerator known = generator;
        if (known == null) {
            Precision precision =
                    writingPrecision(
                            computation, shape.parameters(), Processor.isQuickAtBfloat16());
            known = new PromptGenerator(parameters.all(), layout(), precision);
            generator = known;
        }
        return known;
    }

    /// As [#generator], for choosing.
    private synchronized Decoder chooser() {
        Decoder known = chooser;
        if (known == null) {
            Threads.setFor(shape.parameters());
            Precision precision =
                    computation.precision() == Computation.Precision.BFLOAT16
                            ? Precision.BFLOAT16
                            : Precision.FLOAT32;
            try (NoGradGuard off = new NoGradGuard()) {
                known = new Decoder(parameters.all(), shape.heads(), precision);
            }
            chooser = known;
        }
        return known;
    }

    private Layout layout() {
        return new Layout(
                shape.heads(), shape.queryTokens(), shape.promptTokens(), shape.endOfText());
    }

    /// What is asked for, or what is fast: large networks wait for their weights to be read, of
    /// which bfloat16 has half as many bytes.
    ///
    /// @param quick whether the processor is quick at bfloat16
    static Precision writingPrecision(Computation computation, long parameters, boolean quick) {
        Computation.Precision wanted = computation.precision();
        if (wanted != null) {
            return wanted == Computation.Precision.BFLOAT16
                    ? Precision.BFLOAT16
                    : Precision.FLOAT32;
        }
        boolean onProcessor = computation.device() == Computation.Device.CPU;
        return onProcessor && quick && parameters >= LARGE ? Precision.BFLOAT16 : Precision.FLOAT32;
    }

    Computation computation() {
        return computation;
    }

    PolicyConfig shape() {
        return shape;
    }

    Tokenizer tokenizer() {
        return tokenizer;
    }

    Parameters parameters() {
        return parameters;
    }

    int[] queryTokens(String query) {
        return tokenizer.encode(query, shape.queryTokens());
    }

    /// With the end of text as the last token, unless the slots are full before.
    int[] promptTokens(String prompt) {
        int[] tokens = tokenizer.encode(prompt, shape.promptTokens());
        int[] ended = Arrays.copyOf(tokens, tokens.length + 1);
        ended[tokens.length] = tokenizer.endOfText();
        return ended;
    }

    /// Rewards are around 100, new layers answer around 0: without this the first epochs would only
    /// bring the reward's loss down, because gradients are clipped together.
    private void expectMeanReward(List<TrainingRow> rows) {
        double mean = rows.stream().mapToDouble(TrainingRow::reward).average().orElse(0);
        try (NoGradGuard off = new NoGradGuard()) {
            parameters.get("reward_head.bias").fill_(new Scalar(mean));
        }
    }

    private List<TrainingRow> rows(List<Demonstration> demonstrations) {
        if (demonstrations.isEmpty()) {
            throw new InputException(
                    "There is nothing to train on: no demonstration was good enough.");
        }
        List<TrainingRow> rows = new ArrayList<>(demonstrations.size());
        for (Demonstration demonstration : demonstrations) {
            if (!Double.isFinite(demonstration.reward())) {
                throw new InputException(
                        "The reward of a demonstration is "
                                + demonstration.reward()
                                + "; it must be a number.");
            }
            rows.add(
                    new TrainingRow(
                            demonstration.reward(),
                            queryTokens(demonstration.query()),
                            promptTokens(demonstration.prompt()),
                            1));
        }
        return rows;
    }
}
