package dev.hone.cli.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.hone.Excerpt;
import dev.hone.Prompt;
import dev.hone.cli.terminal.Text;
import dev.hone.experience.gap.OracleGap;
import dev.hone.experience.gap.PromptMean;
import dev.hone.experience.gap.Recommendation;
import dev.hone.experience.gap.RepeatedGap;
import dev.hone.statistics.Interval;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The gap as a person reads it on a terminal, and as a script does.
///
/// @param source files, or the task
/// @param model whose answers they are, where that is known
/// @param promptIds of the prompts that have one
public record GapReport(
        String source, Optional<String> model, OracleGap gap, Map<Prompt, String> promptIds) {

    private static final int MOST_PROMPTS = 20;
    private static final int LONGEST_PROMPT = 70;
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    public void print(PrintStream out) {
        out.println(
                Text.oneLine(source)
                        + model.map(name -> ", " + Text.oneLine(name)).orElse("")
                        + String.format(
                                Locale.ROOT,
                                ", %,d queries, %,d prompts, %,d answers",
                                gap.queries(),
                                gap.prompts().size(),
                                gap.samples()));
        out.println();
        prompts(out);
        out.println();
        out.println("                                 score  95 % interval");
        row(
                out,
                "best single prompt",
                gap.bestSingle().accuracy(),
                interval(gap.bestSingle().interval95()) + "  " + shown(gap.bestSingle().prompt()));
        row(out, "best prompt of each query", gap.rawOracle(), "");
        difference(out, "  difference, luck included", gap.rawGap(), gap.rawGap95());
        gap.repeated().ifPresentOrElse(repeated -> print(out, repeated), () -> printUnknown(out));
        out.println();
        out.println(gap.recommendation().sentence());
    }

    private void prompts(PrintStream out) {
        out.println("  mean  queries  answers  prompt");
        List<PromptMean> shown = gap.prompts().stream().limit(MOST_PROMPTS).toList();
        for (PromptMean prompt : shown) {
            out.println(
                    String.format(
                            Locale.ROOT,
                            "%6.1f %,8d %,8d  %s",
                            100 * prompt.mean(),
                            prompt.queries(),
                            prompt.samples(),
                            shown(prompt.prompt())));
        }
        if (shown.size() < gap.prompts().size()) {
            out.println(
                    "                          … and "
                            + (gap.prompts().size() - shown.size())
                            + " more, in --json");
        }
    }

    private void printUnknown(PrintStream out) {
        print(out, "  of it luck", "unknown", "no query was answered twice");
        gap.byDifficulty()
                .ifPresent(
                        chance ->
                                row(
                                        out,
                                        "  if no query were special",
                                        chance,
                                        "expected from difficulty and luck alone"));
    }

    private void print(PrintStream out, RepeatedGap repeated) {
        int pairs = gap.prompts().stream().mapToInt(PromptMean::queries).sum();
        if (repeated.pairs() < pairs) {
            out.println();
            out.println(
                    String.format(
                            Locale.ROOT,
                            "Where prompts answered a query twice or more (%,d queries, %,d"
                                    + " pairs):",
                            repeated.queries(),
                            repeated.pairs()));
            row(out, "best single prompt", repeated.bestSingle(), "");
            row(out, "best prompt of each query", repeated.rawOracle(), "");
        }
        difference(out, "  of it luck", repeated.luck(), repeated.luck95());
        row(out, "  without luck", repeated.oracle(), "");
        difference(out, "  difference, without luck", repeated.gap(), repeated.gap95());
    }

    private static void row(PrintStream out, String name, double score, String more) {
        print(out, name, String.format(Locale.ROOT, "%.1f", 100 * score), more);
    }

    private static void difference(PrintStream out, String name, double value, Interval interval) {
        String shown =
                String.format(
                        Locale.ROOT, "[%+.1f, %+.1f]", 100 * interval.low(), 100 * interval.high());
        print(out, name, String.format(Locale.ROOT, "%+.1f", 100 * value), shown);
    }

    private static void print(PrintStream out, String name, String number, String more) {
        out.println(
                String.format(Locale.ROOT, "%-30s %7s  %s", name, number, more).stripTrailing());
    }

    /// Prompts of a search begin alike and differ at their ends, so the middle is left out.
    private static String shown(Prompt prompt) {
        String line = Text.oneLine(prompt.text());
        int length = line.codePointCount(0, line.length());
        if (length <= LONGEST_PROMPT) {
            return Excerpt.of(line);
        }
        int from = line.offsetByCodePoints(0, length - LONGEST_PROMPT / 2);
        return Excerpt.of(line, LONGEST_PROMPT / 2) + " " + Excerpt.of(line.substring(from));
    }

    private static String interval(Interval interval) {
        return String.format(
                Locale.ROOT, "[%.1f, %.1f]", 100 * interval.low(), 100 * interval.high());
    }

    /// One document. What could not be measured is null, never 0.
    public String json() {
        ObjectNode document = JSON.createObjectNode();
        document.put("source", source);
        document.put("model", model.orElse(null));
        document.put("queries", gap.queries());
        document.put("samples", gap.samples());
        document.put("coverage", gap.coverage());
        ArrayNode prompts = document.putArray("prompts");
        for (PromptMean prompt : gap.prompts()) {
            ObjectNode node = describe(prompts.addObject(), prompt.prompt());
            node.put("mean", prompt.mean());
            node.put("queries", prompt.queries());
            node.put("samples", prompt.samples());
        }
        ObjectNode single = describe(document.putObject("bestSingle"), gap.bestSingle().prompt());
        single.put("accuracy", gap.bestSingle().accuracy());
        put(single, "interval95", gap.bestSingle().interval95());
        describeGap(document);
        Recommendation recommendation = gap.recommendation();
        document.put("verdict", recommendation.verdict().label());
        document.put("recommendation", recommendation.sentence());
        try {
            return JSON.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void describeGap(ObjectNode document) {
        ObjectNode oracle = document.putObject("oracle");
        oracle.put("raw", gap.rawOracle());
        oracle.putNull("reliable");
        oracle.putNull("byDifficulty");
        gap.byDifficulty().ifPresent(chance -> oracle.put("byDifficulty", chance));
        ObjectNode node = document.putObject("gap");
        node.put("raw", gap.rawGap());
        put(node, "rawInterval95", gap.rawGap95());
        for (String unknown : List.of("reliable", "interval95", "luck", "luckInterval95")) {
            node.putNull(unknown);
        }
        document.putNull("repeated");
        gap.repeated()
                .ifPresent(
                        repeated -> {
                            oracle.put("reliable", repeated.oracle());
                            node.put("reliable", repeated.gap());
                            put(node, "interval95", repeated.gap95());
                            node.put("luck", repeated.luck());
                            put(node, "luckInterval95", repeated.luck95());
                            ObjectNode where = document.putObject("repeated");
                            where.put("queries", repeated.queries());
                            where.put("pairs", repeated.pairs());
                            where.put("bestSingle", repeated.bestSingle());
                            where.put("rawOracle", repeated.rawOracle());
                        });
    }

    private ObjectNode describe(ObjectNode node, Prompt prompt) {
        String id = promptIds.get(prompt);
        if (id != null) {
            node.put("id", id);
        }
        return node.put("prompt", prompt.text());
    }

    private static void put(ObjectNode node, String name, Interval interval) {
        node.putArray(name).add(interval.low()).add(interval.high());
    }
}
