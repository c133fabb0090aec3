package dev.hone.cli.session;

import dev.hone.Dataset;
import dev.hone.Example;
import dev.hone.Excerpt;
import dev.hone.Splits;
import dev.hone.cli.terminal.Money;
import dev.hone.cli.terminal.Terminal;
import dev.hone.data.DataSource;
import dev.hone.data.Leaks;
import dev.hone.limit.Price;
import dev.hone.limit.Spent;
import dev.hone.model.TokenUsage;
import dev.hone.models.EnvironmentChoice;
import dev.hone.models.provider.ModelContext;
import dev.hone.optimizer.Forecast;
import dev.hone.task.TaskFile;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/// What is said before the first call: which models play, what looks wrong with the data, and what
/// the run may cost at most.
final class Introduction {

    private static final int CHARACTERS_PER_TOKEN = 4;
    private static final int META_PROMPT_TOKENS = 600;
    private static final int SHOWN_LEAKS = 3;

    private static final String BUNDLED = "bundled";

    private final Terminal terminal;
    private final Session session;
    private final TaskFile file;
    private final DataSource.Loaded loaded;

    Introduction(Terminal terminal, Session session, TaskFile file, DataSource.Loaded loaded) {
        this.terminal = terminal;
        this.session = session;
        this.file = file;
        this.loaded = loaded;
    }

    void models() {
        session.roles().forEach(this::model);
        optimizer();
        String model = session.taskRole().model();
        if (model.startsWith(SyntheticProvider.SCHEME)) {
            say(
                    "note             the synthetic model is no language model: it shows how Hone"
                            + " works,");
            say("                 not what a real model gains.");
            offer();
        } else if (model.startsWith(BUNDLED)) {
            say(
                    "note             the bundled model is a tiny one of Hone's own, which knows"
                            + " some 50");
            say(
                    "                 small tasks: it shows how Hone works, on this machine and for"
                            + " free.");
            offer();
        }
    }

    /// Says when the file was written for another optimizer.
    private void optimizer() {
        List<String> leftOut = file.origins().leftOut();
        if (!leftOut.isEmpty()) {
            say(
                    "optimizer        "
                            + file.optimizer().name()
                            + " with its own defaults: what the task file sets for another"
                            + " optimizer is left out ("
                            + Excerpt.of(String.join(", ", leftOut))
                            + ")");
        }
    }

    /// A model to try in its place: one that the environment offers, else an example.
    private void offer() {
        EnvironmentChoice choice =
                EnvironmentChoice.outside(
                        new ModelContext(
                                terminal.environment(), file.limits().timeout(), file.folder()));
        String spec = choice.spec() == null ? "openai:gpt-4.1-mini" : choice.spec();
        say(
                choice.spec() == null
                        ? "                 To use another, with a key or Ollama:"
                        : "                 " + choice.reason() + ". To use another:");
        say("                 --task-model " + spec + " --optimizer-model " + spec);
    }

    private void model(Role role) {
        String why = role.reason().isEmpty() ? "" : " (" + role.reason() + ")";
        say(
                String.format(
                        Locale.ROOT,
                        "%-16s %s%s",
                        role.name().replace('-', ' '),
                        role.model(),
                        why));
    }

    void data() {
        Splits splits = loaded.splits();
        say(
                "data             "
                        + splits.train().size()
                        + " train, "
                        + splits.validation().size()
                        + " validation, "
                        + splits.test().size()
                        + " test");
        if (loaded.ignored() > 0) {
            terminal.warn(loaded.ignored() + " examples belong to no split and are not used.");
        }
        leaks(Leaks.find(splits));
        if (splits.test().isEmpty()) {
            terminal.warn(
                    "there is no test split, so nothing can say whether the gain is real. Give"
                            + " data.test, or one file with ratios.");
        }
    }

    private void leaks(List<Leaks.Leak> leaks) {
        if (leaks.isEmpty()) {
            return;
        }
        terminal.warn(
                leaks.size()
                        + (leaks.size() == 1 ? " input stands" : " inputs stand")
                        + " in two splits; scores there say less than they seem to:");
        for (Leaks.Leak leak : leaks.subList(0, Math.min(SHOWN_LEAKS, leaks.size()))) {
            terminal.err()
                    .println(
                            "           "
                                    + leak.firstId()
                                    + " ("
                                    + leak.first().label()
                                    + ") = "
                                    + leak.secondId()
                                    + " ("
                                    + leak.second().label()
                                    + "): "
                                    + leak.input());
        }
    }

    /// What a run that goes on has spent; nothing is said of one that begins.
    void before() {
        Spent spent = session.before();
        if (spent.calls() == 0) {
            return;
        }
        say(
                String.format(
                        Locale.ROOT,
                        "spent before     %,d calls, %,d tokens, %s, in %s",
                        spent.calls(),
                        spent.amount().tokens(),
                        session.isPriced() ? Money.shown(spent.amount().usd()) : Money.shown(null),
                        Progress.clock(spent.time())));
        if (spent.unsettled() > 0) {
            say(
                    String.format(
                            Locale.ROOT,
                            "                 %,d of the calls were under way when the run was"
                                    + " stopped: they may be billed, and count in full",
                            spent.unsettled()));
        }
    }

    /// An upper bound: what is in the ledger costs nothing, and most answers are shorter than they
    /// may be.
    void forecast(Forecast search) {
        long turns = session.task().extraction() == null ? 1 : 2;
        long judged = 2 * turns * loaded.splits().test().size();
        long taskCalls = search.taskModelCalls() + judged;
        TokenUsage task = taskTokens(taskCalls);
        TokenUsage optimizer = optimizerTokens(search.optimizerModelCalls());
        say(
                String.format(
                        Locale.ROOT,
                        "forecast         at most %,d + %,d calls, about %s tokens, %s",
                        taskCalls,
                        search.optimizerModelCalls(),
                        rounded(task.plus(optimizer)),
                        price(task, optimizer)));
    }

    private TokenUsage taskTokens(long calls) {
        Dataset validation = loaded.splits().validation();
        double characters = validation.stream().mapToInt(this::characters).average().orElse(0);
        Integer most = session.taskRole().settings().maxTokens();
        return new TokenUsage(
                (long) (calls * characters / CHARACTERS_PER_TOKEN),
                calls * (most == null ? 0 : most));
    }

    private int characters(Example example) {
        return file.template().renderWhole(file.prompt().seed(), example).length();
    }

    private TokenUsage optimizerTokens(long calls) {
        Integer most = session.optimizerRole().settings().maxTokens();
        long candidates = SearchRun.algorithm(file).candidatesPerRequest();
        return new TokenUsage(
                calls * META_PROMPT_TOKENS, calls * candidates * (most == null ? 0 : most));
    }

    private String price(TokenUsage task, TokenUsage optimizer) {
        BigDecimal taskUsd = usd(session.taskRole(), task);
        BigDecimal optimizerUsd = usd(session.optimizerRole(), optimizer);
        if (taskUsd == null || optimizerUsd == null) {
            Role unknown = taskUsd == null ? session.taskRole() : session.optimizerRole();
            return "the price of " + unknown.model() + " is unknown";
        }
        BigDecimal usd = taskUsd.add(optimizerUsd);
        return usd.signum() == 0 ? "free" : "at most " + Money.shown(usd);
    }

    private static @Nullable BigDecimal usd(Role role, TokenUsage tokens) {
        Price price = role.meter().price();
        return price == null ? null : price.of(tokens);
    }

    private static String rounded(TokenUsage usage) {
        long tokens = usage.input() + usage.output();
        return tokens < 1_000_000
                ? String.format(Locale.ROOT, "%,d thousand", Math.max(1, tokens / 1000))
                : String.format(Locale.ROOT, "%.1f million", tokens / 1e6);
    }

    private void say(String line) {
        terminal.err().println(line);
    }
}
