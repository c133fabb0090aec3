package dev.hone.cli.repeat;

import dev.hone.Digest;
import dev.hone.InputException;
import dev.hone.cli.option.ExitCode;
import dev.hone.cli.option.TaskOptions;
import dev.hone.cli.session.FreshFiles;
import dev.hone.cli.session.RunNote;
import dev.hone.cli.session.SearchRun;
import dev.hone.cli.session.Typed;
import dev.hone.cli.terminal.Terminal;
import dev.hone.ledger.place.LedgerPlace;
import dev.hone.model.ModelException;
import dev.hone.result.RunFolder;
import dev.hone.result.RunResult;
import dev.hone.result.RunUsage;
import dev.hone.result.RunView;
import dev.hone.result.comparison.JointRun;
import dev.hone.result.comparison.Stability;
import dev.hone.run.RunId;
import dev.hone.task.TaskFile;

import org.jspecify.annotations.Nullable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/// The same search under several seeds, one after the other, over one ledger.
///
/// Each is the run that `optimize --seed` makes, with budgets of its own, in a folder of its own,
/// so that all that reads runs reads it. What has finished is not made again, what was interrupted
/// goes on: the same command again asks nobody. For use by one thread.
public final class Repetition {

    static final int MOST = 1000;
    private static final String GO_ON = "the same command";
    private static final String RESULT = "result.json";
    private static final Pattern CONDITION = Pattern.compile("stop-after\\..*|objectives");
    private static final Pattern BUDGET = Pattern.compile("stop-after\\.(calls|tokens|usd|time)");

    private final Terminal terminal;
    private final TaskOptions options;
    private final LedgerPlace place;
    private final List<Long> seeds;
    private final List<RunView> views = new ArrayList<>();
    private final List<RunResult> results = new ArrayList<>();
    private @Nullable RunResult joint;
    private boolean paid;

    /// @param options the task, with its first seed
    /// @throws InputException when there are too few or too many, or not as many seeds
    public Repetition(Terminal terminal, TaskOptions options, LedgerPlace place, int times) {
        this.terminal = terminal;
        this.options = options;
        this.place = place;
        if (times < 2 || times > MOST) {
            throw new InputException(
                    "--repeat is "
                            + times
                            + ", but must be from 2 to "
                            + MOST
                            + ": a single search shows nothing of the spread.");
        }
        long first = options.read(terminal).seed();
        if (first > Long.MAX_VALUE - times) {
            throw new InputException(
                    "seed is " + first + ", and there are not " + times + " more behind it.");
        }
        this.seeds = LongStream.range(first, first + times).boxed().toList();
    }

    /// Makes what is to be made, and prints what came of it.
    ///
    /// @param out the folder; null for one that is the same for the same search
    public ExitCode run(@Nullable Path out, boolean dryRun, boolean json) {
        FreshFiles fresh = FreshFiles.before(place);
        boolean keep = false;
        try {
            Path path = introduce();
            RepeatFolder folder = RepeatFolder.of(terminal.resolve(out == null ? path : out));
            if (!dryRun) {
                keep = true;
                search(folder);
                finish(folder, json);
            }
        } catch (ModelException.Interrupted e) {
            throw e;
        } catch (RuntimeException e) {
            keep = paid;
            if (paid) {
                terminal.err()
                        .println(
                                "What was answered is in the ledger; "
                                        + GO_ON
                                        + " goes on from there.");
            }
            throw e;
        } finally {
            if (!keep) {
                fresh.remove();
            }
        }
        return ExitCode.of(results.stream().anyMatch(RunResult::stoppedByBudget));
    }

    private Map<String, String> overrides(long seed) {
        Map<String, String> overrides = new LinkedHashMap<>(options.overrides());
        overrides.put("seed", Long.toString(seed));
        return overrides;
    }

    private TaskFile file(long seed) {
        return TaskFile.read(terminal.resolve(options.task()), overrides(seed));
    }

    private Typed typed(long seed) {
        return new Typed(overrides(seed), terminal.workingDirectory());
    }

    /// Says what one search is and how many there are; asks nobody.
    ///
    /// @return the usual folder
    private Path introduce() {
        long seed = seeds.getFirst();
        try (SearchRun probe =
                SearchRun.open(terminal, file(seed), typed(seed), new RunId("repeat"), place)) {
            probe.introduce();
            terminal.err()
                    .println(
                            String.format(
                                    Locale.ROOT,
                                    "repeated         %d searches, seeds %d to %d: models, forecast"
                                            + " and --stop-after are those of each",
                                    seeds.size(),
                                    seed,
                                    seeds.getLast()));
            Map<String, String> settings = new TreeMap<>(probe.settings());
            settings.keySet().removeIf(name -> BUDGET.matcher(name).matches());
            Digest digest = Digest.of(settings.toString(), new TreeMap<>(probe.data()).toString());
            return Path.of("runs", "repeat-" + digest.abbreviated());
        }
    }

    private void search(RepeatFolder folder) {
        for (long seed : seeds) {
            terminal.err()
                    .println(
                            String.format(
                                    Locale.ROOT,
                                    "%nsearch           %d of %d, seed %d",
                                    results.size() + 1,
                                    seeds.size(),
                                    seed));
            search(seed, folder.ofSeed(seed));
        }
    }

    private void search(long seed, Path path) {
        RunNote note = RunNote.isIn(path) ? RunNote.read(path) : null;
        if (note != null && !note.ledger().equals(place.toString())) {
            throw new InputException(
                    path
                            + " holds a run over the ledger "
                            + note.ledger()
                            + ", not "
                            + place
                            + ". Give that one with --ledger, or another folder with --out.");
        }
        FreshFiles fresh = FreshFiles.before(path, place);
        RunId run =
                new RunId(note == null ? "repeat-" + seed + "-" + UUID.randomUUID() : note.run());
        boolean keep = note != null;
        try (SearchRun search = SearchRun.open(terminal, file(seed), typed(seed), run, place)) {
            RunFolder target;
            if (note == null) {
                target = RunFolder.create(path);
            } else {
                note.requireUnchanged("go on", search.settings(), search.data());
                target = RunFolder.open(path);
            }
            RunResult known = finished(note, search, target);
            try {
                if (known == null) {
                    search.note(terminal.resolve(options.task()), typed(seed), place).write(path);
                    known = search.run(target, GO_ON);
                }
                keep = true;
            } catch (ModelException.Interrupted e) {
                keep = true;
                throw e;
            } finally {
                paid |= search.hasPaid();
                keep |= search.hasPaid();
            }
            results.add(known);
            views.add(search.view());
            joint = search.resultOf(JointRun.of(views), RunUsage.NONE);
        } finally {
            if (!keep) {
                fresh.remove();
            }
        }
    }

    /// Null where the search is still to be made, or goes on: under other stop conditions, or with
    /// another budget than the one that ended it.
    private static @Nullable RunResult finished(
            @Nullable RunNote note, SearchRun search, RunFolder target) {
        if (note == null || !Files.exists(target.path().resolve(RESULT))) {
            return null;
        }
        RunResult result = target.readResult();
        Map<String, String> was = conditions(note.settings());
        Map<String, String> is = conditions(search.settings());
        if (!result.stoppedByBudget()) {
            was.keySet().removeIf(name -> BUDGET.matcher(name).matches());
            is.keySet().removeIf(name -> BUDGET.matcher(name).matches());
        }
        return was.equals(is) ? result : null;
    }

    /// When a search ends, and what its result compares.
    private static Map<String, String> conditions(Map<String, String> settings) {
        Map<String, String> conditions = new TreeMap<>(settings);
        conditions.keySet().removeIf(name -> !CONDITION.matcher(name).matches());
        return conditions;
    }

    private void finish(RepeatFolder folder, boolean json) {
        RunResult all = Objects.requireNonNull(joint, "there are two or more seeds");
        Stability stability = Stability.of(results, all);
        String document = RepeatDocument.of(stability);
        folder.write(all.bestPrompt().text(), document);
        if (json) {
            terminal.out().print(document);
        } else {
            new RepeatReport(stability).print(terminal, folder.path());
        }
    }
}
