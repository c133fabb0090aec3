package dev.hone.cli.reproduce;

import dev.hone.Example;
import dev.hone.Prompt;
import dev.hone.Template;
import dev.hone.cli.session.FreshFiles;
import dev.hone.cli.session.Session;
import dev.hone.experience.benchmark.BenchmarkData;
import dev.hone.experience.benchmark.BenchmarkFolder;
import dev.hone.experience.benchmark.CallPlan;
import dev.hone.experience.benchmark.DemonstrationSets;
import dev.hone.experience.benchmark.QpoTask;
import dev.hone.experience.benchmark.Setting;
import dev.hone.limit.Price;
import dev.hone.model.TokenUsage;

/// Says what a run would ask and cost, and asks nothing. With data it knows the length of the
/// questions; without, it goes by the sizes of the official files.
record QpoForecast(QpoRun run) {

    private static final int CHARACTERS_PER_TOKEN = 4;

    CallTable table(boolean withData) {
        CallTable table = new CallTable();
        FreshFiles fresh = FreshFiles.before(run.ledger());
        try {
            for (Setting setting : run.settings()) {
                for (QpoTask task : run.tasks()) {
                    if (task.has(setting)) {
                        table.add(withData ? ofData(task, setting) : ofSizes(task, setting));
                    }
                }
            }
        } finally {
            fresh.remove();
        }
        return table;
    }

    private CallTable.Row ofSizes(QpoTask task, Setting setting) {
        return new CallTable.Row(task, run.options().plan(task, setting), null, null);
    }

    private CallTable.Row ofData(QpoTask task, Setting setting) {
        BenchmarkData data = new BenchmarkFolder(run.folder()).read(task);
        CallPlan plan = run.options().plan(data, setting);
        try (Session session = run.open(data, setting)) {
            Integer most = session.taskRole().settings().maxTokens();
            TokenUsage tokens =
                    new TokenUsage(
                            (long)
                                    (plan.total()
                                            * characters(data, setting)
                                            / CHARACTERS_PER_TOKEN),
                            plan.total() * (most == null ? 0 : most));
            Price price = session.taskRole().meter().price();
            return new CallTable.Row(
                    task,
                    plan,
                    tokens.input() + tokens.output(),
                    price == null ? null : price.of(tokens));
        }
    }

    /// Of a question, on average.
    private static double characters(BenchmarkData data, Setting setting) {
        Template template = new Template(data.task().template());
        Prompt prompt = data.seeds().specific().getFirst();
        double question =
                data.test().stream()
                        .mapToInt((Example example) -> template.render(prompt, example).length())
                        .average()
                        .orElse(0);
        return switch (setting) {
            case ZERO_SHOT -> question;
            case FEW_SHOT ->
                    question
                            + DemonstrationSets.of(data, setting.testSets()).stream()
                                    .mapToInt(String::length)
                                    .average()
                                    .orElse(0);
        };
    }
}
