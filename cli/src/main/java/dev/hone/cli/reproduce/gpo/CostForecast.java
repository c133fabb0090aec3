package dev.hone.cli.reproduce.gpo;

import dev.hone.Dataset;
import dev.hone.Example;
import dev.hone.Splits;
import dev.hone.Task;
import dev.hone.cli.reproduce.gpo.data.PaperData;
import dev.hone.cli.reproduce.gpo.paper.PaperTask;
import dev.hone.cli.terminal.PriceList;
import dev.hone.data.Split;
import dev.hone.limit.Price;
import dev.hone.model.TokenUsage;
import dev.hone.models.price.Prices;
import dev.hone.task.ModelSection;
import dev.hone.task.TaskFile;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Says what runs would ask and cost; asks nothing and connects nothing. With data it knows the
/// questions; without, it goes by the sizes and lengths in the paper's splits.
record CostForecast(GpoSettings settings, Map<PaperTask, PaperData> data) {

    private static final int CHARACTERS_PER_TOKEN = 4;
    private static final int META_PROMPT_TOKENS = 600;

    Map<PlannedRun, RunCost> of(Plan plan) {
        Prices prices = PriceList.of(settings.terminal());
        Map<PaperTask, Splits> splits = new LinkedHashMap<>();
        Map<PlannedRun, RunCost> costs = new LinkedHashMap<>();
        for (PlannedRun run : plan.runs()) {
            costs.put(run, cost(run, splits.computeIfAbsent(run.task(), this::splits), prices));
        }
        return costs;
    }

    private RunCost cost(PlannedRun run, Splits splits, Prices prices) {
        TaskFile file = settings.file(run);
        Task task = file.task(splits, file.metric().create(null));
        RunCalls calls = RunCalls.of(task, run.treatment().algorithm());
        double characters =
                characters(run.task()) * (1 + run.treatment().demonstrations())
                        + run.treatment().prompt().length();
        TokenUsage asked =
                new TokenUsage(
                        (long) (calls.taskCalls() * characters / CHARACTERS_PER_TOKEN),
                        calls.taskCalls() * most(file.taskModel()));
        TokenUsage written =
                new TokenUsage(
                        calls.requests() * META_PROMPT_TOKENS,
                        calls.requests() * most(file.optimizerModel()));
        return RunCost.of(
                calls,
                asked,
                written,
                new RunCost.PricePair(
                        price(prices, file.taskModel()), price(prices, file.optimizerModel())));
    }

    private static long most(ModelSection model) {
        Integer most = model.settings("").maxTokens();
        return most == null ? 0 : most;
    }

    private static @Nullable Price price(Prices prices, ModelSection model) {
        String spec = model.spec();
        return spec == null ? null : prices.of(spec);
    }

    private double characters(PaperTask task) {
        PaperData known = data.get(task);
        return known == null
                ? task.characters()
                : known.splits().validation().stream()
                        .mapToInt(example -> example.input().length())
                        .average()
                        .orElse(task.characters());
    }

    private Splits splits(PaperTask task) {
        PaperData known = data.get(task);
        return known != null
                ? known.splits()
                : new Splits(
                        blank(task, Split.TRAIN),
                        blank(task, Split.VALIDATION),
                        blank(task, Split.TEST),
                        blank(task, Split.FORMAT),
                        blank(task, Split.FEW_SHOT));
    }

    /// As many rows as the paper's split has, about nothing.
    private static Dataset blank(PaperTask task, Split split) {
        List<Example> rows =
                IntStream.range(0, task.size(split))
                        .mapToObj(i -> Example.of(split.label() + "/" + i, "-", "-"))
                        .toList();
        return new Dataset(split.label(), rows);
    }
}
