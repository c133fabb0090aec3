package dev.hone.optimizer.search;

import dev.hone.Dataset;
import dev.hone.Example;
import dev.hone.InputException;
import dev.hone.Task;
import dev.hone.optimizer.sampling.Samples;

import java.util.List;
import java.util.random.RandomGenerator;

/// Examples that show the optimizer model what the task is.
public final class Exemplars {

    private Exemplars() {}

    /// Drawn without replacement, in the pool's order; as many as there are when there are fewer.
    ///
    /// @throws InputException when there is none to show, but some are wanted
    public static List<Example> draw(Task task, int count, RandomGenerator random) {
        Dataset pool = task.splits().exemplars();
        if (pool.isEmpty() && count > 0) {
            throw new InputException(
                    "Task "
                            + task.name()
                            + " has no train split, and the optimizer model is shown "
                            + count
                            + " examples of it. Give data.train (or data.format), or set"
                            + " optimizer.exemplars to 0.");
        }
        return Samples.of(pool.examples(), count, random);
    }

    /// Input and right answer, each under its name.
    public static String text(Example example) {
        return "Input:\n" + example.input() + "\nOutput:\n" + example.target();
    }
}
