package dev.hone.cli.reproduce;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.hone.cli.terminal.Money;
import dev.hone.experience.benchmark.CallPlan;
import dev.hone.experience.benchmark.QpoTask;
import dev.hone.experience.benchmark.Setting;

import org.jspecify.annotations.Nullable;

import java.io.PrintStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// What the experiment would ask at most, before anything is spent.
final class CallTable {

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final String ROW = "%-14s%11s%8s%10s%8s%10s%9s%10s";

    private final List<Row> rows = new ArrayList<>();

    /// One task in one setting.
    ///
    /// @param tokens of the task model, an estimate; null without data
    /// @param usd for them at most; null where the price or the tokens are unknown
    record Row(QpoTask task, CallPlan plan, @Nullable Long tokens, @Nullable BigDecimal usd) {}

    void add(Row row) {
        rows.add(row);
    }

    long calls() {
        return rows.stream().mapToLong(row -> row.plan().total()).sum();
    }

    private int requests() {
        return rows.stream().mapToInt(row -> row.plan().requests()).sum();
    }

    private @Nullable Long tokens() {
        return rows.stream().anyMatch(row -> row.tokens() == null)
                ? null
                : Long.valueOf(
                        rows.stream()
                                .map(Row::tokens)
                                .filter(Objects::nonNull)
                                .mapToLong(Long::longValue)
                                .sum());
    }

    private @Nullable BigDecimal usd() {
        return rows.stream().anyMatch(row -> row.usd() == null)
                ? null
                : rows.stream()
                        .map(Row::usd)
                        .filter(Objects::nonNull)
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    void print(PrintStream out) {
        out.println("calls to the task model, at most");
        for (Setting setting : Setting.values()) {
            List<Row> of = rows.stream().filter(row -> row.plan().setting() == setting).toList();
            if (!of.isEmpty()) {
                out.println();
                print(
                        out,
                        setting.label(),
                        "source",
                        "a loop",
                        "all loops",
                        "test",
                        "total",
                        "tokens",
                        "price");
                of.forEach(row -> print(out, row));
            }
        }
        out.println();
        out.println(String.format(Locale.ROOT, "in all %,d calls%s", calls(), priced(tokens())));
        if (requests() > 0) {
            out.println(
                    String.format(
                            Locale.ROOT,
                            "and at most %,d to the optimizer model, for rewrites of prompts",
                            requests()));
        }
    }

    private String priced(@Nullable Long tokens) {
        return tokens == null
                ? "; --data tells tokens and price"
                : String.format(
                        Locale.ROOT,
                        ", about %s tokens, price %s",
                        tokens(tokens),
                        usd() == null ? "unknown" : "at most " + price(usd()));
    }

    private static void print(PrintStream out, Row row) {
        CallPlan plan = row.plan();
        print(
                out,
                row.task().id(),
                count(plan.source()),
                count(plan.loop()),
                count(plan.allLoops()),
                count(plan.test()),
                count(plan.total()),
                tokens(row.tokens()),
                price(row.usd()));
    }

    private static void print(PrintStream out, Object... cells) {
        out.println(String.format(Locale.ROOT, ROW, cells).stripTrailing());
    }

    private static String count(long calls) {
        return String.format(Locale.ROOT, "%,d", calls);
    }

    private static String tokens(@Nullable Long tokens) {
        return tokens == null ? "unknown" : String.format(Locale.ROOT, "%.1f M", tokens / 1e6);
    }

    private static String price(@Nullable BigDecimal usd) {
        return usd == null ? "unknown" : usd.signum() == 0 ? "free" : Money.shown(usd);
    }

    String json() {
        ObjectNode document = JSON.createObjectNode();
        ArrayNode list = document.putArray("plan");
        for (Row row : rows) {
            CallPlan plan = row.plan();
            ObjectNode node = list.addObject();
            node.put("setting", plan.setting().label());
            node.put("task", row.task().id());
            node.put("prompts", plan.prompts());
            node.put("sourceQueries", plan.sourceQueries());
            node.put("loopQueries", plan.loopQueries());
            node.put("testQueries", plan.testQueries());
            node.put("source", plan.source());
            node.put("loop", plan.loop());
            node.put("allLoops", plan.allLoops());
            node.put("test", plan.test());
            node.put("total", plan.total());
            node.put("rewriteRequests", plan.requests());
            node.put("tokens", row.tokens());
            node.put("usd", row.usd());
        }
        document.put("calls", calls());
        document.put("rewriteRequests", requests());
        document.put("tokens", tokens());
        document.put("usd", usd());
        try {
            return JSON.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of plain values is always JSON.", e);
        }
    }
}
