package dev.hone.cli.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.hone.cli.report.PolicyLines;
import dev.hone.cli.session.TrainingProgress;
import dev.hone.cli.terminal.Text;
import dev.hone.experience.OfflineDataset;
import dev.hone.file.FileFailure;
import dev.hone.policy.EpochLosses;
import dev.hone.policy.TrainingSummary;
import dev.hone.policy.fallback.SafeFallBack;
import dev.hone.policy.judgement.PolicyRow;
import dev.hone.policy.learning.Learned;
import dev.hone.result.AtomicFile;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// What training came to, as a person reads it on a terminal and as a script does.
///
/// @param source files, or the task
/// @param data what was learned from
/// @param test what was judged by; empty with folds, or without a judgement
/// @param folds of the cross-validation; 0 for none
/// @param rows of the table; none without a judgement
record TrainingReport(
        String source,
        OfflineDataset data,
        OfflineDataset test,
        int folds,
        List<PolicyRow> rows,
        Learned learned,
        TrainingProgress progress) {

    static final String FILE = "training.json";

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    void print(PrintStream out) {
        progress.done();
        out.println(
                String.format(
                        Locale.ROOT,
                        "%s, %,d queries, %,d prompts%s",
                        Text.oneLine(source),
                        data.queries().size(),
                        data.prompts().size(),
                        judgedBy()));
        out.println();
        if (!rows.isEmpty()) {
            out.println(PolicyLines.HEADER);
            rows.forEach(row -> out.println(PolicyLines.of(row)));
            PolicyLines.legend(rows).forEach(out::println);
            out.println();
        }
        TrainingSummary summary = learned.policy().summary();
        EpochLosses last = summary.losses().getLast();
        out.println(
                String.format(
                        Locale.ROOT,
                        "trained  %s, %,d parameters, %,d demonstrations, %d epochs; prompt loss"
                                + " %.4f",
                        summary.profile(),
                        summary.parameters(),
                        summary.rows(),
                        summary.losses().size(),
                        last.prompt()));
        out.println("chooses  " + choice(learned.fallBack()));
    }

    private static String choice(SafeFallBack fallBack) {
        if (Double.isInfinite(fallBack.threshold())) {
            return "always the best single prompt: no gain over it is credible on this data";
        }
        return String.format(
                Locale.ROOT,
                "another prompt than the best single one where at least %.1f points are predicted;"
                        + " %+.2f points a query in cross-validation",
                100 * fallBack.threshold(),
                100 * fallBack.expectedGain());
    }

    private String judgedBy() {
        if (folds > 0) {
            return ", judged by cross-validation in " + folds + " parts";
        }
        return test.isEmpty()
                ? ""
                : String.format(Locale.ROOT, ", judged on %,d others", test.queries().size());
    }

    String json() {
        ObjectNode document = JSON.createObjectNode();
        ArrayNode table = document.putArray("test");
        for (PolicyRow row : rows) {
            PolicyLines.describe(table.addObject(), row);
        }
        TrainingSummary summary = learned.policy().summary();
        ObjectNode training = document.putObject("training");
        training.put("source", source);
        training.put("queries", data.queries().size());
        training.put("prompts", data.prompts().size());
        training.put("profile", summary.profile());
        training.put("parameters", summary.parameters());
        training.put("demonstrations", summary.rows());
        training.put("data", summary.data().hex());
        training.put("seed", summary.seed());
        training.put("version", summary.version());
        training.put("seconds", progress.seconds());
        ArrayNode losses = training.putArray("losses");
        for (EpochLosses epoch : summary.losses()) {
            losses.addObject().put("prompt", epoch.prompt()).put("reward", epoch.reward());
        }
        SafeFallBack fallBack = learned.fallBack();
        ObjectNode choice = document.putObject("fallBack");
        choice.put("bestSingle", fallBack.best().text());
        if (Double.isInfinite(fallBack.threshold())) {
            choice.putNull("threshold");
        } else {
            choice.put("threshold", fallBack.threshold());
        }
        choice.put("expectedGain", fallBack.expectedGain());
        choice.put("policyShare", fallBack.share());
        try {
            return JSON.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of plain values is always JSON.", e);
        }
    }

    void save(Path folder) {
        try {
            AtomicFile.write(folder, FILE, (json() + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw FileFailure.unwritable(folder.resolve(FILE), e);
        }
    }
}
