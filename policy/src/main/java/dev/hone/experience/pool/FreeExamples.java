package dev.hone.experience.pool;

import dev.hone.Dataset;
import dev.hone.Example;
import dev.hone.Splits;
import dev.hone.experience.Query;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The training examples that may be asked to make experiences (QPO §8, 9): those that stand
/// neither in validation nor in test, letter case and white space apart, and that ask something.
public final class FreeExamples {

    private FreeExamples() {}

    /// In the order of the training data; may be empty.
    public static Dataset of(Splits splits) {
        Set<String> judges = new HashSet<>();
        Stream.concat(splits.validation().stream(), splits.test().stream())
                .forEach(example -> judges.add(Query.normalised(example.input())));
        List<Example> free =
                splits.train().stream()
                        .filter(example -> !example.input().isBlank())
                        .filter(example -> !judges.contains(Query.normalised(example.input())))
                        .toList();
        return new Dataset(splits.train().name(), free);
    }
}
