package dev.hone.policy.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.pytorch.global.torch.manual_seed;

import dev.hone.policy.decoder.Layout;
import dev.hone.policy.generation.PromptGenerator;
import dev.hone.policy.generation.Protocol;
import dev.hone.policy.gpt2.NetworkInput;
import dev.hone.policy.gpt2.Parameters;
import dev.hone.policy.gpt2.PolicyConfig;
import dev.hone.policy.gpt2.PolicyNetwork;
import dev.hone.policy.libtorch.Precision;
import dev.hone.policy.libtorch.Tensors;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// What the generator writes, against the network as it is trained, run over the growing sequence.
class WritingTest {

    private static final PolicyConfig CONFIG = new PolicyConfig(2, 4, 32, 40, 20, 7, 9);
    private static final double REWARD = 100;
    private static final List<int[]> QUERIES =
            List.of(
                    new int[] {3, 1, 4},
                    new int[] {},
                    new int[] {5, 9, 2, 6, 5, 3, 5},
                    new int[] {8, 9, 7, 9, 3, 2, 3, 8, 4, 6},
                    new int[] {2, 7});

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void greedyWritesWhatTheNetworkFindsLikeliest(long seed) {
        Parameters parameters = parameters(CONFIG, seed);
        try (PromptGenerator generator = generator(CONFIG, parameters, Precision.FLOAT32)) {
            List<int[]> written = generator.greedy(QUERIES, REWARD, Protocol.TRAINED);
            for (int i = 0; i < QUERIES.size(); i++) {
                int[] whole = plain(CONFIG, parameters, QUERIES.get(i), Protocol.TRAINED);
                assertThat(written.get(i)).isEqualTo(cut(whole));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void faithfulWritesEverySlotAndLooksAtThePadding(long seed) {
        Parameters parameters = parameters(CONFIG, seed);
        try (PromptGenerator generator = generator(CONFIG, parameters, Precision.FLOAT32)) {
            List<int[]> written = generator.greedy(QUERIES, REWARD, Protocol.FAITHFUL);
            for (int i = 0; i < QUERIES.size(); i++) {
                assertThat(written.get(i))
                        .hasSize(CONFIG.promptTokens())
                        .isEqualTo(plain(CONFIG, parameters, QUERIES.get(i), Protocol.FAITHFUL));
            }
        }
    }

    @Test
    void thePromptsOfTheTestsDiffer() {
        List<String> prompts = new ArrayList<>();
        boolean cut = false;
        for (long seed = 1; seed <= 5; seed++) {
            try (PromptGenerator generator =
                    generator(CONFIG, parameters(CONFIG, seed), Precision.FLOAT32)) {
                for (int[] prompt : generator.greedy(QUERIES, REWARD, Protocol.TRAINED)) {
                    prompts.add(Arrays.toString(prompt));
                    cut |= prompt.length < CONFIG.promptTokens();
                }
            }
        }
        assertThat(prompts.stream().distinct()).hasSizeGreaterThan(10);
        assertThat(cut).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aQuerysPromptIsTheSameAloneAndAmongOthers(long seed) {
        try (PromptGenerator generator =
                generator(CONFIG, parameters(CONFIG, seed), Precision.FLOAT32)) {
            for (Protocol protocol : Protocol.values()) {
                List<int[]> together =
                        generator.sampled(QUERIES, streams(QUERIES.size()), REWARD, protocol);
                for (int i = 0; i < QUERIES.size(); i++) {
                    RandomGenerator stream = streams(QUERIES.size()).get(i);
                    List<int[]> alone =
                            generator.sampled(
                                    List.of(QUERIES.get(i)), List.of(stream), REWARD, protocol);
                    assertThat(alone.getFirst()).isEqualTo(together.get(i));
                }
            }
        }
    }

    @Test
    void manyQueriesAreWrittenInTheirOrder() {
        List<int[]> queries = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 150; i++) {
            queries.add(random.ints(random.nextInt(10), 0, 39).toArray());
        }
        try (PromptGenerator generator =
                generator(CONFIG, parameters(CONFIG, 1), Precision.FLOAT32)) {
            List<int[]> written = generator.greedy(queries, REWARD, Protocol.TRAINED);
            assertThat(written).hasSize(150);
            for (int i = 0; i < 150; i += 37) {
                List<int[]> one =
                        generator.greedy(List.of(queries.get(i)), REWARD, Protocol.TRAINED);
                assertThat(written.get(i)).isEqualTo(one.getFirst());
            }
        }
    }

    @Test
    void chanceIsWhatTheStreamsSay() {
        try (PromptGenerator generator =
                generator(CONFIG, parameters(CONFIG, 2), Precision.FLOAT32)) {
            List<String> prompts = new ArrayList<>();
            for (long seed = 0; seed < 20; seed++) {
                List<int[]> prompt =
                        generator.sampled(
                                List.of(QUERIES.getFirst()),
                                List.of(new SplittableRandom(seed)),
                                REWARD,
                                Protocol.FAITHFUL);
                prompts.add(Arrays.toString(prompt.getFirst()));
            }
            assertThat(prompts.stream().distinct()).hasSizeGreaterThan(1);
        }
    }

    @Test
    void halfTheBitsChooseTokensThatAreAsLikely() {
        Parameters parameters = parameters(CONFIG, 3);
        try (PromptGenerator exact = generator(CONFIG, parameters, Precision.FLOAT32);
                PromptGenerator rounded = generator(CONFIG, parameters, Precision.BFLOAT16)) {
            List<int[]> best = exact.greedy(QUERIES, REWARD, Protocol.FAITHFUL);
            List<int[]> other = rounded.greedy(QUERIES, REWARD, Protocol.FAITHFUL);
            int equal = 0;
            for (int i = 0; i < QUERIES.size(); i++) {
                equal += best.get(i)[0] == other.get(i)[0] ? 1 : 0;
            }
            assertThat(equal).isGreaterThanOrEqualTo(QUERIES.size() - 1);
        }
    }

    @Test
    void everyQueryNeedsAStream() {
        try (PromptGenerator generator =
                generator(CONFIG, parameters(CONFIG, 1), Precision.FLOAT32)) {
            assertThatThrownBy(() -> generator.sampled(QUERIES, streams(2), 100, Protocol.TRAINED))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("2 random streams for 5 queries.");
        }
    }

    @Test
    void noQueriesHaveNoPrompts() {
        try (PromptGenerator generator =
                generator(CONFIG, parameters(CONFIG, 1), Precision.FLOAT32)) {
            assertThat(generator.greedy(List.of(), REWARD, Protocol.TRAINED)).isEmpty();
        }
    }

    private static List<SplittableRandom> streams(int count) {
        List<SplittableRandom> streams = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            streams.add(new SplittableRandom(i));
        }
        return streams;
    }

    private static PromptGenerator generator(
            PolicyConfig config, Parameters parameters, Precision precision) {
        Layout layout =
                new Layout(
                        config.heads(),
                        config.queryTokens(),
                        config.promptTokens(),
                        config.endOfText());
        return new PromptGenerator(parameters.all(), layout, precision);
    }

    /// Larger than training starts with, so that what is read matters to what is written.
    private static Parameters parameters(PolicyConfig config, long seed) {
        Parameters parameters = new Parameters(config, ScalarType.Float);
        manual_seed(seed);
        parameters.initialise(config);
        parameters
                .all()
                .forEach(
                        (name, tensor) -> {
                            if (!name.contains("ln_") && !name.startsWith("input_norm")) {
                                tensor.data().mul_(new Scalar(5));
                            }
                        });
        return parameters;
    }

    private static int[] cut(int[] prompt) {
        int end = 0;
        while (end < prompt.length && prompt[end] != CONFIG.endOfText()) {
            end++;
        }
        return Arrays.copyOf(prompt, end);
    }

    /// Every token by a pass over the whole sequence of slots.
    private static int[] plain(
            PolicyConfig config, Parameters parameters, int[] query, Protocol protocol) {
        PolicyNetwork network = new PolicyNetwork(config, parameters, 0);
        int[] prompt = new int[config.promptTokens()];
        for (int k = 0; k < prompt.length; k++) {
            try (PointerScope scope = new PointerScope();
                    NoGradGuard off = new NoGradGuard()) {
                int[] soFar = Arrays.copyOf(prompt, k);
                TrainingRow row = new TrainingRow(REWARD, query, soFar, 1);
                NetworkInput input =
                        BatchTensors.of(Batch.whole(config, List.of(row)), ScalarType.Float)
                                .input();
                if (protocol == Protocol.FAITHFUL) {
                    input = withPadding(config, input);
                }
                Tensor hidden = network.hidden(input, false);
                int slot = config.queryTokens() + k;
                Tensor logits = network.promptLogits(hidden.select(1, slot));
                prompt[k] = Tensors.ints(logits.argmax())[0];
            }
        }
        return prompt;
    }

    /// The prompt's slots look at all before them.
    private static NetworkInput withPadding(PolicyConfig config, NetworkInput input) {
        Tensor attention = input.attention().clone();
        for (int slot = 1 + config.queryTokens(); slot < config.slots(); slot++) {
            attention.select(2, slot).narrow(2, 0, slot + 1).fill_(new Scalar(1));
        }
        return new NetworkInput(
                input.rewards(),
                input.tokens(),
                input.positions(),
                input.components(),
                attention,
                input.computed());
    }
}
