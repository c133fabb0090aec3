package dev.hone.cli.compare;

import dev.hone.Digest;
import dev.hone.InputException;
import dev.hone.cli.session.SearchRun;
import dev.hone.cli.session.Typed;
import dev.hone.cli.terminal.Terminal;
import dev.hone.evaluation.Objective;
import dev.hone.ledger.RoleUsage;
import dev.hone.ledger.place.LedgerPlace;
import dev.hone.limit.Allowance;
import dev.hone.result.RunUsage;
import dev.hone.result.RunView;
import dev.hone.result.comparison.BestSoFar;
import dev.hone.result.comparison.ComparedRun;
import dev.hone.run.RunId;
import dev.hone.task.TaskFile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// All runs of a comparison, one after the other: every seed with all contenders before the next,
/// so that what there is after a while is balanced.
///
/// A run is named in the ledger by what it is, so that the same comparison made again, or one that
/// holds the same runs, goes on with them. For use by one thread.
final class Contest {

    static final String GO_ON = "the same command";
    private static final String PREFIX = "compare-";

    private final Terminal terminal;
    private final TaskFile file;
    private final Typed typed;
    private final LedgerPlace place;
    private final List<Contender> contenders;
    private final int seeds;
    private final Budget budget;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final Map<String, String> data = new LinkedHashMap<>();
    private long paid;

    Contest(
            Terminal terminal,
            TaskFile file,
            Typed typed,
            LedgerPlace place,
            List<Contender> contenders,
            int seeds,
            Budget budget) {
        this.terminal = terminal;
        this.file = file;
        this.typed = typed;
        this.place = place;
        this.contenders = contenders;
        this.seeds = seeds;
        this.budget = budget;
    }

    /// Connects the models and reads the data, asks nothing, and says who plays what for how much
    /// at most. Comes before everything else.
    void introduce() {
        Entry first = entries().getFirst();
        for (Contender contender : contenders) {
            SearchRun.algorithm(file.searchedBy(contender.section(), file.seed()));
        }
        try (SearchRun probe = open(first, new RunId("compare"))) {
            settings.putAll(probe.settings());
            settings.keySet().removeIf(Contest::isOfOneRun);
            data.putAll(probe.data());
            probe.introduceTask();
        }
        int runs = contenders.size() * seeds;
        terminal.err()
                .println(
                        String.format(
                                Locale.ROOT,
                                "runs             %d: %d %s, %d %s, each within %s, and then judged"
                                        + " on test",
                                runs,
                                contenders.size(),
                                contenders.size() == 1 ? "optimizer" : "optimizers",
                                seeds,
                                seeds == 1 ? "seed" : "seeds",
                                budget.shown()));
    }

    private static boolean isOfOneRun(String setting) {
        return setting.startsWith("optimizer.")
                || setting.equals("seed")
                || setting.equals(Objective.SETTING)
                || Budget.isKey(setting);
    }

    /// Settings that all runs share, with the models as they were connected.
    Map<String, String> settings() {
        return settings;
    }

    /// Digests of the data, by split.
    Map<String, String> data() {
        return data;
    }

    Budget budget() {
        return budget;
    }

    List<Long> seeds() {
        return entries().stream().map(Entry::seed).distinct().toList();
    }

    TaskFile file() {
        return file;
    }

    /// Calls that some run of the comparison paid for, now or before.
    long paid() {
        return paid;
    }

    /// Names the comparison: the same for the same runs.
    String id() {
        return PREFIX
                + Digest.of(entries().stream().map(e -> id(e).value()).toArray(String[]::new))
                        .abbreviated();
    }

    /// Makes all runs.
    ///
    /// @return by contender, each by seed
    /// @throws InputException when the budget does not even suffice for the seed prompt
    List<ComparedRun> run() {
        terminal.err().println();
        Map<Entry, ComparedRun> runs = new LinkedHashMap<>();
        for (Entry entry : entries()) {
            runs.put(entry, run(entry, runs.size() + 1));
        }
        return runs.entrySet().stream()
                .sorted(
                        Comparator.comparingInt(
                                each -> contenders.indexOf(each.getKey().contender)))
                .map(Map.Entry::getValue)
                .toList();
    }

    private ComparedRun run(Entry entry, int number) {
        Allowance allowance = new Allowance(budget.limits());
        BestSoFar watched = new BestSoFar(allowance::used);
        ContestProgress progress =
                new ContestProgress(terminal, name(entry, number), budget, allowance::used);
        RunView view;
        long own;
        try (SearchRun search = open(entry, id(entry))) {
            try {
                view = search.runWithin(allowance, watched.and(progress), GO_ON);
            } finally {
                own = calls(search.usage());
                paid += own;
            }
        }
        if (watched.curve().isEmpty()) {
            throw new InputException(
                    "The budget of "
                            + budget.shown()
                            + " does not suffice to score the seed prompt on validation. Give more"
                            + " with --stop-after.");
        }
        Contender contender = entry.contender();
        ComparedRun run =
                ComparedRun.of(contender.label(), contender.section().preset(), view, watched);
        progress.done(run, own);
        return run;
    }

    private static long calls(RunUsage usage) {
        RoleUsage judge = usage.judgeModel();
        return usage.taskModel().calls()
                + usage.optimizerModel().calls()
                + (judge == null ? 0 : judge.calls());
    }

    private String name(Entry entry, int number) {
        int all = contenders.size() * seeds;
        int width = contenders.stream().mapToInt(c -> c.label().length()).max().orElse(1);
        return String.format(
                Locale.ROOT,
                "%" + Integer.toString(all).length() + "d/%d  %-" + width + "s  seed %d",
                number,
                all,
                entry.contender().label(),
                entry.seed());
    }

    private SearchRun open(Entry entry, RunId run) {
        return SearchRun.open(
                terminal,
                file.searchedBy(entry.contender().section(), entry.seed()),
                typed,
                run,
                place);
    }

    private RunId id(Entry entry) {
        List<String> parts = new ArrayList<>();
        parts.add("compare 1");
        parts.add(entry.contender().section().name());
        parts.add(entry.contender().section().preset());
        parts.add(entry.contender().section().options().toString());
        parts.add(Long.toString(entry.seed()));
        parts.add(budget.toString());
        parts.add(file.name());
        parts.add(new TreeMap<>(settings).toString());
        parts.add(new TreeMap<>(data).toString());
        Digest digest = Digest.of(parts.toArray(String[]::new));
        return new RunId(
                PREFIX
                        + entry.contender().label().replace(':', '-')
                        + "-"
                        + entry.seed()
                        + "-"
                        + digest.abbreviated());
    }

    private List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < seeds; i++) {
            for (Contender contender : contenders) {
                entries.add(new Entry(contender, file.seed() + i));
            }
        }
        return entries;
    }

    /// One run.
    private record Entry(Contender contender, long seed) {}
}
