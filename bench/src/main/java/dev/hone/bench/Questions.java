package dev.hone.bench;

import dev.hone.Dataset;
import dev.hone.Example;
import dev.hone.Prompt;
import dev.hone.Splits;
import dev.hone.Task;
import dev.hone.Template;
import dev.hone.answer.AnswerReaders;
import dev.hone.metric.Metrics;

import java.util.List;
import java.util.stream.IntStream;

/// What is asked in benchmarks: questions of some 250 characters, no two alike.
final class Questions {

    static final Prompt PROMPT = new Prompt("Let's think step by step.");

    private Questions() {}

    /// @param first number of the first question; those of other numbers are other questions
    static Dataset dataset(int first, int count) {
        List<Example> examples =
                IntStream.range(first, first + count).mapToObj(Questions::example).toList();
        return new Dataset("validation", examples);
    }

    static Task task(Dataset dataset) {
        Splits splits = Splits.of(Dataset.empty("train"), dataset, Dataset.empty("test"));
        return Task.of(
                "benchmark",
                splits,
                Template.QUESTION_END,
                AnswerReaders.lastLine(),
                Metrics.exact());
    }

    private static Example example(int number) {
        String input =
                "If you follow these instructions, do you return to the starting point? Take "
                        + number
                        + " steps. Turn left. Turn around. Turn left. Take 7 steps. Turn left. Take"
                        + " 2 steps. Turn left. Take 5 steps. Turn around.\n"
                        + "Options:\n"
                        + "- Yes\n"
                        + "- No";
        return Example.of(Integer.toString(number), input, number % 2 == 0 ? "Yes" : "No");
    }
}
