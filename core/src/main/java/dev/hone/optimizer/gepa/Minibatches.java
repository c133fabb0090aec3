package dev.hone.optimizer.gepa;

import dev.hone.Dataset;
import dev.hone.Example;
import dev.hone.Task;
import dev.hone.optimizer.sampling.Samples;
import dev.hone.run.RandomStreams;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// The train split in small parts, one for each step: shuffled anew in every epoch, and each
/// example once before any comes again, but for those that fill an epoch's last part up.
///
/// @param train not empty
/// @param size of a part, at most that of the split
/// @param random shuffles
record Minibatches(Dataset train, int size, RandomStreams random) {

    /// @param size wanted; the whole split where it is smaller
    /// @throws dev.hone.InputException when there is no train split
    static Minibatches of(Task task, int size, RandomStreams random) {
        Dataset train = task.splits().train();
        Samples.required(
                task,
                train,
                "gepa learns from the answers to its examples",
                "Give data.train, or choose another optimizer.name.");
        return new Minibatches(train, Math.min(size, train.size()), random);
    }

    /// @param step from 1
    Dataset at(int step) {
        int perEpoch = Math.ceilDiv(train.size(), size);
        List<Example> shuffled = new ArrayList<>(train.examples());
        Collections.shuffle(shuffled, random.stream("minibatches/" + (step - 1) / perEpoch));
        int from = (step - 1) % perEpoch * size;
        List<Example> part = new ArrayList<>();
        for (int i = from; i < from + size; i++) {
            part.add(shuffled.get(i % shuffled.size()));
        }
        return new Dataset(train.name(), part);
    }
}
