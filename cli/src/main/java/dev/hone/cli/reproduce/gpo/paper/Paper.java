package dev.hone.cli.reproduce.gpo.paper;

import dev.hone.Excerpt;
import dev.hone.InputException;
import dev.hone.Suggestion;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.stream.Collectors;

/// The GPO paper's experiments. Immutable.
///
/// @param seeds runs of each cell, whose mean the paper says it prints
/// @param sets tasks by every name a user may give: a benchmark, a group of MMLU, a set, a task
/// @param pairs models the paper has numbers for
/// @param tables in the paper's order
public record Paper(
        int seeds,
        List<Benchmark> benchmarks,
        Map<String, List<PaperTask>> sets,
        List<ModelPair> pairs,
        List<PaperTable> tables) {

    /// The models of the paper's main table.
    public static final String MAIN_PAIR = "gpt-3.5/llama-2-7b-chat";

    private static final int MANY = 20;
    private static final String SOME =
            " Right are bbh, lite-bbh, gsm8k, mmlu, wsc, webnlg, and single tasks such as"
                    + " navigate.";

    public Paper {
        benchmarks = List.copyOf(benchmarks);
        sets = Map.copyOf(sets);
        pairs = List.copyOf(pairs);
        tables = List.copyOf(tables);
    }

    public static Paper read() {
        return PaperFile.read();
    }

    /// The benchmark a task belongs to.
    public Benchmark benchmark(PaperTask task) {
        return benchmarks.stream()
                .filter(benchmark -> benchmark.id().equals(task.benchmark()))
                .findFirst()
                .orElseThrow();
    }

    /// @throws InputException when there is none of that number
    public PaperTable table(String id) {
        return tables.stream()
                .filter(table -> table.id().equals(id.strip()))
                .findFirst()
                .orElseThrow(
                        () ->
                                new InputException(
                                        "--table is \""
                                                + Excerpt.of(id.strip())
                                                + "\", but must be one of "
                                                + tables.stream()
                                                        .map(PaperTable::id)
                                                        .collect(Collectors.joining(", "))
                                                + "."));
    }

    /// @throws InputException when the paper has no numbers for it
    public ModelPair pair(String id) {
        return pairs.stream()
                .filter(pair -> pair.id().equals(id.strip()))
                .findFirst()
                .orElseThrow(
                        () ->
                                unknown(
                                        "--beside",
                                        "pair of models",
                                        id,
                                        pairs.stream().map(ModelPair::id).toList()));
    }

    /// The tasks that any of the names stands for.
    ///
    /// @throws InputException when a name stands for none
    public SequencedSet<PaperTask> tasks(List<String> names) {
        SequencedSet<PaperTask> tasks = new LinkedHashSet<>();
        for (String name : names) {
            List<PaperTask> own = sets.get(name.strip());
            if (own == null) {
                throw unknown("--tasks", "task", name, sets.keySet());
            }
            tasks.addAll(own);
        }
        return tasks;
    }

    private static InputException unknown(
            String option, String what, String given, Collection<String> known) {
        String suggestion = Suggestion.of(given.strip(), known.stream().sorted().toList());
        boolean isEndless = known.size() > MANY && suggestion.startsWith(" Known");
        return new InputException(
                option
                        + " names \""
                        + Excerpt.of(given.strip())
                        + "\", which is no "
                        + what
                        + " of the paper."
                        + (isEndless ? SOME : suggestion));
    }
}
