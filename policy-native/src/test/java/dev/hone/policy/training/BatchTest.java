package dev.hone.policy.training;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.Objects.requireNonNull;

import dev.hone.policy.gpt2.Networks;
import dev.hone.policy.gpt2.Parameters;
import dev.hone.policy.gpt2.PolicyConfig;
import dev.hone.policy.gpt2.PolicyNetwork;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

class BatchTest {

    private static final int END = Networks.END;

    @Test
    void slotFortyWritesTheFirstTokenOfAPromptInTheWholeLayout() {
        PolicyConfig paper = PolicyConfig.paper();
        int end = paper.endOfText();

        Batch batch = Batch.whole(paper, List.of(Networks.row(100, new int[] {5, 6}, 7, 8, end)));

        assertThat(batch.slots).isEqualTo(81);
        assertThat(supervised(batch)).containsExactly(7, 8, end);
        assertThat(batch.targets).hasSize(40);
        assertThat(batch.predictors).containsExactly(IntStream.range(40, 80).toArray());
        assertThat(batch.computed).hasSize(81);
        assertThat(batch.positions[80]).isEqualTo(80);
        assertThat(batch.components[0]).isZero();
        assertThat(batch.components[40]).isEqualTo(1);
        assertThat(batch.components[41]).isEqualTo(2);
        assertThat(batch.visibleSlots()).isEqualTo(1 + 2 + 3);
    }

    @Test
    void anEmptyPromptIsOneSupervisedToken() {
        List<TrainingRow> rows = List.of(Networks.row(1, new int[] {3}, END));

        for (Batch batch : List.of(whole(rows), trimmed(rows))) {
            assertThat(supervised(batch)).containsExactly(END);
            assertThat(batch.positions[batch.predictors[0]]).isEqualTo(5);
        }
        assertThat(trimmed(rows).slots).isEqualTo(3);
    }

    @Test
    void whatIsBeyondTheLayoutIsNotRead() {
        int[] longQuery = {1, 2, 3, 4, 5, 6, 7};
        int[] query = {1, 2, 3, 4, 5};
        Batch cut = whole(List.of(Networks.row(1, longQuery, 9, 8, 7, 6, 5, END)));
        Batch fits = whole(List.of(Networks.row(1, query, 9, 8, 7, 6)));

        assertThat(cut.tokens).containsExactly(fits.tokens);
        assertThat(cut.targets).containsExactly(9, 8, 7, 6);
        assertThat(cut.visible).containsExactly(fits.visible);
    }

    @Test
    void aTrimmedBatchHasTheSameLossesAndGradients() {
        List<List<TrainingRow>> batches = new ArrayList<>();
        batches.add(Networks.rows());
        batches.add(Networks.shortRows());
        Networks.rows().forEach(row -> batches.add(List.of(row)));
        Networks.shortRows().forEach(row -> batches.add(List.of(row)));
        // The longest query leaves one slot, which is the one before the prompt.
        batches.add(List.of(Networks.row(2, new int[] {1, 2, 3, 4}, 5, END)));

        for (List<TrainingRow> rows : batches) {
            Map<String, double[]> whole = learnt(whole(rows));
            Map<String, double[]> trimmed = learnt(trimmed(rows));

            assertThat(trimmed.keySet()).isEqualTo(whole.keySet());
            whole.forEach(
                    (name, values) ->
                            assertThat(
                                            Networks.deviation(
                                                    requireNonNull(trimmed.get(name)),
                                                    values,
                                                    1e-3))
                                    .as(name)
                                    .isLessThan(1e-9));
        }
        assertThat(trimmed(Networks.shortRows()).slots).isEqualTo(5);
        assertThat(trimmed(Networks.rows()).slots).isEqualTo(9);
    }

    @Test
    void aTrimmedBatchComputesOnlyWhatHasContentAndTheSlotBeforeThePrompt() {
        List<TrainingRow> rows =
                List.of(
                        Networks.row(1, new int[] {1, 2, 3}, 4, END),
                        Networks.row(1, new int[] {5}, 6, 7, END));

        Batch batch = trimmed(rows);

        assertThat(batch.slots).isEqualTo(1 + 3 + 1 + 2);
        assertThat(batch.computed).containsExactly(0, 1, 2, 3, 4, 5, 7, 8, 11, 12, 13);
        assertThat(supervised(batch)).containsExactly(4, END, 6, 7, END);
    }

    private static int[] supervised(Batch batch) {
        return IntStream.range(0, batch.targets.length)
                .filter(i -> batch.weights[i] > 0)
                .map(i -> batch.targets[i])
                .toArray();
    }

    /// The losses and every gradient.
    private static Map<String, double[]> learnt(Batch batch) {
        try (PointerScope scope = new PointerScope()) {
            Parameters parameters = Networks.random(Networks.SMALL, ScalarType.Double, 3);
            PolicyLoss loss =
                    PolicyLoss.of(
                            new PolicyNetwork(Networks.SMALL, parameters, 0),
                            BatchTensors.of(batch, ScalarType.Double),
                            true,
                            true);
            loss.total().backward();
            Map<String, double[]> learnt = new LinkedHashMap<>();
            learnt.put(
                    "losses",
                    new double[] {loss.prompt().item_double(), loss.reward().item_double()});
            for (String name : parameters.all().keySet()) {
                learnt.put(name, Networks.gradient(parameters, name));
            }
            return learnt;
        }
    }

    private static Batch whole(List<TrainingRow> rows) {
        return Batch.whole(Networks.SMALL, rows);
    }

    private static Batch trimmed(List<TrainingRow> rows) {
        return Batch.trimmed(Networks.SMALL, rows);
    }
}
