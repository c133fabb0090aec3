package dev.hone.cli.reproduce.gpo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.hone.cli.reproduce.gpo.data.PaperData;
import dev.hone.cli.reproduce.gpo.paper.PaperCell;
import dev.hone.cli.reproduce.gpo.paper.PaperTask;
import dev.hone.statistics.Interval;
import dev.hone.statistics.SampleMean;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.OptionalDouble;

/// The experiment as one JSON document: scores in [0, 1], the paper's numbers in points as it
/// prints them. What is unknown is null.
record ResultDocument(
        GpoSettings settings, Plan plan, Map<PaperTask, PaperData> data, Scores scores) {

    private static final double SCALE = 1e6;

    String text() {
        ObjectNode document = Json.object();
        document.put("experiment", "gpo");
        document.put("taskModel", scores.taskModel());
        document.put("optimizerModel", scores.optimizerModel());
        document.put("turns", settings.turns());
        document.put("beside", settings.beside().id());
        document.put("stopReason", scores.stopReason());
        document.put("sent", scores.sent());
        ArrayNode rows = document.putArray("data");
        data.forEach((task, own) -> describe(rows.addObject(), task, own));
        ArrayNode tables = document.putArray("tables");
        for (Plan.Table table : plan.tables()) {
            ObjectNode node = tables.addObject();
            node.put("table", table.paper().id());
            node.put("title", table.paper().title());
            ArrayNode cells = node.putArray("cells");
            table.cells().forEach(cell -> describe(cells.addObject(), cell));
        }
        ArrayNode runs = document.putArray("runs");
        plan.runs().forEach(run -> describe(runs.addObject(), run));
        return Json.text(document);
    }

    private static void describe(ObjectNode node, PaperTask task, PaperData own) {
        node.put("task", task.id());
        node.put("splits", own.dealt() ? "of the files" : "drawn");
        node.put("train", own.splits().train().size());
        node.put("validation", own.splits().validation().size());
        node.put("test", own.splits().test().size());
        node.put("testDigest", own.splits().test().digest().hex());
    }

    private void describe(ObjectNode node, Plan.Cell cell) {
        PaperCell paper = cell.paper();
        SampleMean mean = scores.mean(cell).orElse(null);
        Interval interval = mean == null ? null : mean.interval95();
        OptionalDouble beside = paper.paper(settings.beside());
        node.put("cell", paper.id());
        node.put("tasks", paper.tasks().size());
        node.put("tasksOfPaper", paper.whole());
        node.put("seeds", scores.complete(cell).size());
        node.put("mean", mean == null ? null : rounded(mean.mean()));
        if (interval == null) {
            node.putNull("interval95");
        } else {
            node.putArray("interval95").add(rounded(interval.low())).add(rounded(interval.high()));
        }
        node.put("coverage", rounded(scores.coverage(cell)));
        node.put("paper", beside.isPresent() ? Double.valueOf(beside.getAsDouble()) : null);
        node.put("difference", difference(mean, beside, paper.isWhole()));
        ObjectNode all = node.putObject("paperByModels");
        settings.paper().pairs().stream()
                .filter(pair -> paper.paper(pair).isPresent())
                .forEach(pair -> all.put(pair.id(), paper.paper(pair).getAsDouble()));
    }

    private static @Nullable Double difference(
            @Nullable SampleMean mean, OptionalDouble beside, boolean isWhole) {
        return mean == null || beside.isEmpty() || !isWhole
                ? null
                : rounded(100 * mean.mean() - beside.getAsDouble());
    }

    private void describe(ObjectNode node, PlannedRun run) {
        node.put("task", run.task().id());
        node.put("optimizer", run.treatment().optimizer() == null ? null : run.treatment().label());
        node.put("demonstrations", run.treatment().demonstrations());
        node.put("seed", run.seed());
        RunScore score = scores.of(run).orElse(null);
        node.put("prompt", score == null ? null : score.prompt().text());
        Double validation = score == null ? null : score.validation();
        node.put("validation", validation == null ? null : rounded(validation));
        node.put("test", score == null ? null : rounded(score.test()));
        node.put("coverage", score == null ? null : rounded(score.coverage()));
    }

    private static Double rounded(double value) {
        return Math.rint(value * SCALE) / SCALE + 0.0;
    }
}
