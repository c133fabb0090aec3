package dev.hone.cli.reproduce.gpo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.hone.cli.reproduce.gpo.paper.PaperTask;

import java.io.PrintStream;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// What a plan would ask and cost at most, at most 80 columns wide.
record CostTable(Plan plan, Map<PlannedRun, RunCost> costs) {

    private static final String ROW = "%-27s%5s%10s%7s%11s%6s%6s%8s";

    void print(PrintStream out) {
        out.println("calls of one run (a task under a seed), at most");
        out.println("  optimizer   requests for candidates, reflections and summaries");
        out.println("  first, candidates   of the first prompt and of candidates on validation");
        out.println("  test        of the first prompt and the best one, judged once");
        out.println("  as code     test calls of the released code, which judges every step");
        for (Plan.Table table : plan.tables()) {
            out.println();
            out.println(table.paper().heading());
            line(out, "", "runs", "optimizer", "first", "candidates", "train", "test", "as code");
            table.cells().forEach(cell -> print(out, cell));
            cost(table.runs()).lines().forEach(line -> out.println("  " + line));
        }
        if (plan.tables().size() > 1) {
            out.println();
            out.println("In all; what several tables need is run once");
            cost(plan.runs()).lines().forEach(line -> out.println("  " + line));
        }
    }

    Cost total() {
        return cost(plan.runs());
    }

    private Cost cost(Collection<PlannedRun> runs) {
        return Cost.of(runs, costs);
    }

    private void print(PrintStream out, Plan.Cell cell) {
        RunCalls calls = largest(cell);
        line(
                out,
                cell.paper().title(),
                count(cell.runs().size()),
                count(calls.requests()),
                count(calls.first()),
                count(calls.candidates()),
                count(calls.train()),
                count(calls.test()),
                count(calls.releasedTest()));
    }

    /// Of the task with the largest splits; most tasks of a benchmark have the same.
    private RunCalls largest(Plan.Cell cell) {
        return cell.runs().stream()
                .map(this::calls)
                .max(Comparator.comparingLong(RunCalls::taskCalls))
                .orElseThrow();
    }

    private RunCalls calls(PlannedRun run) {
        return Objects.requireNonNull(costs.get(run)).calls();
    }

    private static String count(long calls) {
        return String.format(Locale.ROOT, "%,d", calls);
    }

    private static void line(PrintStream out, Object... cells) {
        out.println(String.format(Locale.ROOT, ROW, cells).stripTrailing());
    }

    String json() {
        ObjectNode document = Json.object();
        document.put("experiment", "gpo");
        ArrayNode tables = document.putArray("tables");
        for (Plan.Table table : plan.tables()) {
            ObjectNode node = tables.addObject();
            node.put("table", table.paper().id());
            ArrayNode cells = node.putArray("cells");
            table.cells().forEach(cell -> describe(cells.addObject(), cell));
            describe(node, cost(table.runs()));
        }
        describe(document, total());
        return Json.text(document);
    }

    private void describe(ObjectNode node, Plan.Cell cell) {
        node.put("cell", cell.paper().id());
        List<PlannedRun> first =
                cell.runs().stream()
                        .filter(run -> run.seed() == cell.runs().getFirst().seed())
                        .toList();
        ArrayNode tasks = node.putArray("oneRun");
        first.forEach(run -> describe(tasks.addObject(), run.task(), calls(run)));
        describe(node, cost(cell.runs()));
    }

    private static void describe(ObjectNode node, PaperTask task, RunCalls calls) {
        node.put("task", task.id());
        node.put("steps", calls.steps());
        node.put("optimizerRequests", calls.requests());
        node.put("first", calls.first());
        node.put("candidates", calls.candidates());
        node.put("train", calls.train());
        node.put("test", calls.test());
        node.put("taskCalls", calls.taskCalls());
        node.put("releasedTest", calls.releasedTest());
        node.put("releasedCompletions", calls.releasedCompletions());
    }

    private static void describe(ObjectNode node, Cost cost) {
        node.put("runs", cost.runs());
        node.put("taskCalls", cost.taskCalls());
        node.put("optimizerRequests", cost.requests());
        node.put("tokens", cost.tokens());
        node.put("usd", cost.usd());
    }
}
