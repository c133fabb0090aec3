package dev.hone.policy.training;

import dev.hone.Digest;
import dev.hone.policy.EpochLosses;
import dev.hone.policy.gpt2.Parameters;
import dev.hone.policy.gpt2.PolicyConfig;
import dev.hone.policy.training.TrainingConfig.Precision;
import dev.hone.run.RandomStreams;

import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

import java.util.ArrayList;
import java.util.List;

/// A task that can be learnt in a second: the prompt is the query's first token, twice.
final class TinyTask {

    static final PolicyConfig SHAPE = new PolicyConfig(2, 2, 32, 20, 12, 5, 4);

    static final int END = SHAPE.endOfText();

    static final Origin ORIGIN = new Origin(Digest.of("rows"), Digest.of("weights"));

    private TinyTask() {}

    /// 32 rows, which are 4 steps.
    static List<TrainingRow> rows() {
        List<TrainingRow> rows = new ArrayList<>();
        for (int row = 0; row < 32; row++) {
            int token = row % 8;
            int[] query = {token, 8 + row / 4};
            rows.add(new TrainingRow(row % 2, query, new int[] {token, token, END}, 1));
        }
        return rows;
    }

    static TrainingConfig config(Precision precision, double dropout) {
        return new TrainingConfig(20, 4e-3, 0.8, 10, 1e-4, 8, 0.25, dropout, true, true, precision);
    }

    /// With weights drawn anew from the seed.
    static PolicyTraining training(TrainingConfig config, long seed) {
        return new PolicyTraining(SHAPE, config, parameters(seed), new RandomStreams(seed));
    }

    static Parameters parameters(long seed) {
        torch.manual_seed(seed);
        Parameters parameters = new Parameters(SHAPE, ScalarType.Float);
        parameters.initialise(SHAPE);
        return parameters;
    }

    /// The losses of epochs one after another.
    static List<EpochLosses> epochs(PolicyTraining training, int from, int to) {
        List<EpochLosses> losses = new ArrayList<>();
        for (int epoch = from; epoch < to; epoch++) {
            losses.add(training.epoch(epoch, rows()));
        }
        return losses;
    }

    /// Both losses of each epoch, which are to be the same to the bit.
    static List<List<Double>> numbers(List<EpochLosses> losses) {
        return losses.stream().map(epoch -> List.of(epoch.prompt(), epoch.reward())).toList();
    }
}
