package dev.hone.experience.pool;

import dev.hone.Dataset;
import dev.hone.Example;
import dev.hone.InputException;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// A sample in which every class has the same share (QPO §2.6): `n div C` examples of each, the
/// remainder to the last classes, then shuffled. The classes are the choices, in their order.
///
/// Where examples have no choices, or each its own, as multiple-choice questions do, the sample is
/// uniform. A class with too few examples gives all it has, and the others fill the gap.
public final class BalancedSample {

    private BalancedSample() {}

    /// @param size at least 1
    /// @throws InputException when the data have fewer examples
    public static Dataset of(Dataset source, int size, RandomGenerator random) {
        if (size < 1 || size > source.size()) {
            throw new InputException(
                    "A sample of "
                            + size
                            + " examples was asked for; "
                            + source.name()
                            + " has "
                            + source.size()
                            + ".");
        }
        List<Example> left = shuffled(source.examples(), random);
        List<Example> sample = new ArrayList<>();
        List<String> classes = classes(source);
        for (int label = 0; label < classes.size(); label++) {
            boolean isLast = label >= classes.size() - size % classes.size();
            take(left, classes.get(label), size / classes.size() + (isLast ? 1 : 0), sample);
        }
        while (sample.size() < size) {
            sample.add(left.removeFirst());
        }
        return new Dataset(source.name(), shuffled(sample, random));
    }

    /// The choices, where all examples have the same and each target is one of them.
    private static List<String> classes(Dataset source) {
        List<String> choices = source.get(0).choices();
        boolean shared =
                source.stream()
                        .allMatch(
                                example ->
                                        example.choices().equals(choices)
                                                && choices.contains(example.target()));
        return shared ? choices : List.of();
    }

    private static void take(List<Example> left, String label, int count, List<Example> sample) {
        Map<String, Example> taken = new LinkedHashMap<>();
        for (Example example : left) {
            if (taken.size() < count && example.target().equals(label)) {
                taken.put(example.id(), example);
            }
        }
        left.removeIf(example -> taken.containsKey(example.id()));
        sample.addAll(taken.values());
    }

    private static List<Example> shuffled(List<Example> examples, RandomGenerator random) {
        List<Example> shuffled = new ArrayList<>(examples);
        for (int last = shuffled.size() - 1; last > 0; last--) {
            int other = random.nextInt(last + 1);
            shuffled.set(last, shuffled.set(other, shuffled.get(last)));
        }
        return shuffled;
    }
}
