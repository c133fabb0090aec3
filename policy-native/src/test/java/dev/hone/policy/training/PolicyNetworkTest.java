package dev.hone.policy.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import static java.util.Objects.requireNonNull;

import dev.hone.policy.gpt2.Networks;
import dev.hone.policy.gpt2.Parameters;
import dev.hone.policy.gpt2.PlainPolicy;
import dev.hone.policy.gpt2.PolicyNetwork;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// The network on libtorch against loops over doubles.
class PolicyNetworkTest {

    private static final double FLOOR = 1e-3;
    private static final double CLOSE = 1e-9;

    private PointerScope scope;
    private Parameters parameters;
    private Map<String, double[]> values;
    private PolicyNetwork network;
    private PlainPolicy plain;

    @BeforeEach
    void make() {
        scope = new PointerScope();
        parameters = Networks.random(Networks.SMALL, ScalarType.Double, 1);
        values = Networks.values(parameters);
        network = new PolicyNetwork(Networks.SMALL, parameters, 0);
        plain = new PlainPolicy(Networks.SMALL, values);
    }

    @AfterEach
    void free() {
        scope.close();
    }

    @Test
    void hiddenStatesAreThoseOfThePlainNetwork() {
        List<TrainingRow> rows = Networks.rows();

        double[] hidden = Networks.doubles(hidden(rows)); // [B, T, d]

        double[] expected =
                rows.stream()
                        .flatMap(row -> Arrays.stream(plain.hidden(row)))
                        .flatMapToDouble(Arrays::stream)
                        .toArray();
        assertThat(Networks.deviation(hidden, expected, FLOOR)).isLessThan(CLOSE);
    }

    @Test
    void logitsAreThoseOfThePlainNetwork() {
        TrainingRow row = Networks.rows().getFirst();
        int slots = Networks.SMALL.slots();

        Tensor hidden = hidden(List.of(row)).select(0, 0); // [T, d]
        double[] logits = Networks.doubles(network.promptLogits(hidden));
        double[] some = Networks.doubles(network.promptLogits(hidden, new int[] {7, 0}));

        double[] expected =
                Arrays.stream(plain.hidden(row))
                        .flatMapToDouble(state -> Arrays.stream(plain.logits(state)))
                        .toArray();
        assertThat(Networks.deviation(logits, expected, FLOOR)).isLessThan(CLOSE);
        int vocabulary = Networks.SMALL.vocabulary();
        for (int slot = 0; slot < slots; slot++) {
            assertThat(some[2 * slot]).isCloseTo(expected[slot * vocabulary + 7], within(CLOSE));
            assertThat(some[2 * slot + 1]).isCloseTo(expected[slot * vocabulary], within(CLOSE));
        }
    }

    @Test
    void bothLossesAreThoseOfThePlainNetwork() {
        for (List<TrainingRow> rows : List.of(Networks.rows(), Networks.shortRows())) {
            PolicyLoss loss = loss(rows, true);

            PlainPolicy.Losses expected = plain.losses(rows);
            double[] actual = {
                loss.prompt().item_double(), loss.reward().item_double(), loss.total().item_double()
            };
            double[] right = {expected.prompt(), expected.reward(), expected.total()};
            assertThat(Networks.deviation(actual, right, FLOOR)).isLessThan(CLOSE);
        }
    }

    @Test
    void rewardsAreTakenIntoAccountByWhatIsWritten() {
        TrainingRow asked = Networks.row(100, new int[] {1, 2}, 3, Networks.END);
        TrainingRow other = Networks.row(0, new int[] {1, 2}, 3, Networks.END);

        assertThat(loss(List.of(asked), true).prompt().item_double())
                .isNotCloseTo(loss(List.of(other), true).prompt().item_double(), within(1e-6));
    }

    /// Far from the reward λ is 0.1, close to it 0.5.
    @Test
    void gradientsAreThoseOfFiniteDifferences() {
        assertThat(plain.losses(Networks.rows()).reward()).isGreaterThan(100);
        assertThat(plain.losses(Networks.shortRows()).reward()).isLessThan(9);
        for (List<TrainingRow> rows : List.of(Networks.rows(), Networks.shortRows())) {
            loss(rows, true).total().backward();

            for (String name : parameters.all().keySet()) {
                double[] gradient = Networks.gradient(parameters, name);
                double[] expected = differences(requireNonNull(values.get(name)), rows);
                assertThat(Networks.deviation(gradient, expected, FLOOR)).as(name).isLessThan(1e-5);
                parameters.get(name).mutable_grad().zero_();
            }
        }
    }

    @Test
    void withoutTheRewardTermOnlyThePromptCounts() {
        PolicyLoss loss = loss(Networks.rows(), false);
        loss.total().backward();

        assertThat(loss.total().item_double()).isEqualTo(loss.prompt().item_double());
        assertThat(loss.reward().item_double()).isPositive();
        assertThat(parameters.get("reward_head.weight").grad().defined()).isFalse();
        assertThat(parameters.get("reward_embedding.weight").grad().defined()).isTrue();
    }

    /// Central differences of fourth order.
    private double[] differences(double[] tensor, List<TrainingRow> rows) {
        double[] slopes = new double[tensor.length];
        double h = 1e-4;
        for (int i = 0; i < tensor.length; i++) {
            double middle = tensor[i];
            double sum = 0;
            for (int step : new int[] {-2, -1, 1, 2}) {
                tensor[i] = middle + step * h;
                int factor = Integer.signum(step) * (Math.abs(step) == 1 ? 8 : -1);
                sum += factor * plain.losses(rows).total();
            }
            tensor[i] = middle;
            slopes[i] = sum / (12 * h);
        }
        return slopes;
    }

    private Tensor hidden(List<TrainingRow> rows) {
        Batch batch = Batch.whole(Networks.SMALL, rows);
        return network.hidden(BatchTensors.of(batch, ScalarType.Double).input(), false);
    }

    private PolicyLoss loss(List<TrainingRow> rows, boolean rewardTerm) {
        Batch batch = Batch.whole(Networks.SMALL, rows);
        return PolicyLoss.of(network, BatchTensors.of(batch, ScalarType.Double), true, rewardTerm);
    }
}
