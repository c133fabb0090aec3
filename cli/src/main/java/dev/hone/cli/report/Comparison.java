package dev.hone.cli.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.hone.cli.session.Session;
import dev.hone.cli.terminal.Text;
import dev.hone.evaluation.Evaluation;
import dev.hone.evaluation.MixedEvaluation;
import dev.hone.evaluation.Objective;
import dev.hone.ledger.RoleUsage;
import dev.hone.policy.loop.PolicyEvaluation;
import dev.hone.result.ParetoPoint;
import dev.hone.result.PromptScore;
import dev.hone.result.breakdown.Classes;
import dev.hone.run.RandomStreams;
import dev.hone.statistics.Interval;
import dev.hone.statistics.PairedComparison;
import dev.hone.task.TaskFile;

import org.jspecify.annotations.Nullable;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/// Evaluations of several prompts on one split, each compared with the first.
public final class Comparison {

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final RandomStreams RANDOM = new RandomStreams(1);

    private final TaskFile task;
    private final List<Evaluation> evaluations;
    private final Session session;
    private final @Nullable ScoredPolicy policy;

    public Comparison(TaskFile task, List<Evaluation> evaluations, Session session) {
        this(task, evaluations, session, null);
    }

    private Comparison(
            TaskFile task,
            List<Evaluation> evaluations,
            Session session,
            @Nullable ScoredPolicy policy) {
        this.task = task;
        this.evaluations = evaluations;
        this.session = session;
        this.policy = policy;
    }

    /// This and a policy.
    public Comparison with(ScoredPolicy row) {
        return new Comparison(task, evaluations, session, row);
    }

    public void print(PrintStream out) {
        Evaluation first = evaluations.getFirst();
        out.println(
                task.name()
                        + ", "
                        + first.dataset()
                        + ", "
                        + first.outcomes().size()
                        + " examples, "
                        + session.taskRole().model());
        out.println();
        out.println(" score  95 % interval   against the first       prompt");
        for (int i = 0; i < evaluations.size(); i++) {
            Evaluation evaluation = evaluations.get(i);
            PromptScore score = PromptScore.of(evaluation, RANDOM);
            out.println(
                    String.format(
                            Locale.ROOT,
                            "%6.1f  %-15s %-23s %s%s",
                            100 * score.score(),
                            interval(score.interval95()),
                            i == 0 ? "" : against(first, evaluation),
                            Text.oneLine(evaluation.prompt().text()),
                            unanswered(evaluation.failedCount())));
        }
        if (policy != null) {
            print(out, policy);
        }
    }

    private void print(PrintStream out, ScoredPolicy row) {
        MixedEvaluation own = row.evaluation().policy();
        PromptScore score = PromptScore.of(own, RANDOM);
        out.println(
                String.format(
                        Locale.ROOT,
                        "%6.1f  %-15s %-23s %s%s",
                        100 * score.score(),
                        interval(score.interval95()),
                        shown(againstFirst(own)),
                        row.label(),
                        unanswered(own.failedCount())));
        out.println();
        out.println(
                "policy against the best single prompt, \""
                        + Text.oneLine(row.evaluation().bestSingle().prompt().text())
                        + "\": "
                        + shown(row.evaluation().againstBestSingle()));
    }

    private PairedComparison againstFirst(MixedEvaluation own) {
        return PairedComparison.of(evaluations.getFirst(), own, RANDOM.stream("difference"));
    }

    private static String against(Evaluation first, Evaluation other) {
        return shown(compare(first, other));
    }

    private static String shown(PairedComparison comparison) {
        return String.format(
                Locale.ROOT,
                "%+.1f %s%s",
                100 * comparison.difference(),
                interval(comparison.interval95()),
                comparison.significant() ? " *" : "");
    }

    private static PairedComparison compare(Evaluation first, Evaluation other) {
        return PairedComparison.of(first, other, RANDOM.stream("difference"));
    }

    private static String unanswered(int examples) {
        return examples == 0 ? "" : "  (" + examples + " examples unanswered)";
    }

    private static String interval(Interval interval) {
        return String.format(
                Locale.ROOT, "[%.1f, %.1f]", 100 * interval.low(), 100 * interval.high());
    }

    /// One document: the first prompt's score at the top, where a script with one prompt looks for
    /// it, then all of them in `evaluations`.
    public String json() {
        Evaluation first = evaluations.getFirst();
        ObjectNode document = JSON.createObjectNode();
        document.put("task", task.name());
        document.put("split", first.dataset());
        document.put("examples", first.outcomes().size());
        document.put("taskModel", session.taskRole().model());
        describe(document, first);
        ArrayNode list = document.putArray("evaluations");
        for (int i = 0; i < evaluations.size(); i++) {
            ObjectNode node = list.addObject();
            describe(node, evaluations.get(i));
            takes(node, evaluations.get(i));
            describeClasses(node, evaluations.get(i));
            if (i > 0) {
                describe(node.putObject("againstFirst"), compare(first, evaluations.get(i)));
            }
        }
        if (policy != null) {
            describe(document.putObject("policy"), policy);
        }
        RoleUsage usage = session.taskRole().meter().usage();
        document.putObject("usage").set("taskModel", JSON.valueToTree(usage));
        document.set("provenance", provenance(first));
        try {
            return JSON.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void describe(ObjectNode node, Evaluation evaluation) {
        node.put("prompt", evaluation.prompt().text());
        describe(node, PromptScore.of(evaluation, RANDOM));
    }

    /// What the prompt takes, for each example that was answered.
    private void takes(ObjectNode node, Evaluation evaluation) {
        ParetoPoint point =
                ParetoPoint.of(
                        evaluation, session.taskRole().meter().price(), RANDOM, task.objectives());
        node.put("words", point.words());
        node.put("inputTokens", point.inputTokens());
        node.put("outputTokens", point.outputTokens());
        node.put("usd", point.usd());
        if (task.objectives().contains(Objective.LATENCY)) {
            node.put("medianMillis", point.medianMillis());
        }
    }

    private static void describeClasses(ObjectNode node, Evaluation evaluation) {
        ArrayNode classes = node.putArray("classes");
        for (Evaluation one : Classes.of(evaluation)) {
            ObjectNode own = classes.addObject();
            own.put("target", Classes.target(one));
            own.put("examples", one.outcomes().size());
            describe(own, PromptScore.of(one, RANDOM));
        }
    }

    private void describe(ObjectNode node, ScoredPolicy row) {
        PolicyEvaluation evaluation = row.evaluation();
        node.put("folder", row.folder());
        describe(node, PromptScore.of(evaluation.policy(), RANDOM));
        node.put("distinctPrompts", evaluation.choice().distinct());
        node.put("fallBacks", evaluation.choice().fallBacks());
        node.put("bestSingle", evaluation.bestSingle().prompt().text());
        describe(node.putObject("againstFirst"), againstFirst(evaluation.policy()));
        describe(node.putObject("againstBestSingle"), evaluation.againstBestSingle());
    }

    private static void describe(ObjectNode node, PromptScore score) {
        node.put("score", score.score());
        put(node, "interval95", score.interval95());
        node.put("coverage", score.coverage());
        put(node, "bounds", score.bounds());
    }

    private static void describe(ObjectNode node, PairedComparison comparison) {
        node.put("difference", comparison.difference());
        put(node, "interval95", comparison.interval95());
        node.put("pairs", comparison.pairs());
        node.put("pValue", comparison.pValue());
        node.put("significant", comparison.significant());
    }

    private static ObjectNode provenance(Evaluation evaluation) {
        ObjectNode node = JSON.createObjectNode();
        node.put("settings", evaluation.provenance().settings().hex());
        node.put("task", evaluation.provenance().task().hex());
        node.put("dataset", evaluation.provenance().dataset().hex());
        node.put("version", evaluation.provenance().version());
        return node;
    }

    private static void put(ObjectNode node, String name, Interval interval) {
        node.putArray(name).add(interval.low()).add(interval.high());
    }
}
