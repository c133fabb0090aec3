package dev.hone.cli.reproduce;

import dev.hone.Digest;
import dev.hone.Prompt;
import dev.hone.Splits;
import dev.hone.Version;
import dev.hone.cli.session.FreshFiles;
import dev.hone.cli.session.Interruption;
import dev.hone.cli.session.Session;
import dev.hone.cli.session.Typed;
import dev.hone.cli.terminal.Terminal;
import dev.hone.experience.benchmark.BenchmarkData;
import dev.hone.experience.benchmark.BenchmarkFolder;
import dev.hone.experience.benchmark.QpoTask;
import dev.hone.experience.benchmark.Setting;
import dev.hone.ledger.place.LedgerPlace;
import dev.hone.limit.SharedBudget;
import dev.hone.model.ModelException;
import dev.hone.policy.PolicyEngine;
import dev.hone.run.RunEvent;
import dev.hone.run.RunId;
import dev.hone.run.RunListener;
import dev.hone.task.TaskFile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// The whole experiment: every task in every setting, one after the other, under budgets they
/// share.
///
/// @param folder with the data
/// @param set what the command line says of models, limits and budgets, by dotted key
record QpoRun(
        Terminal terminal,
        QpoOptions options,
        List<QpoTask> tasks,
        List<Setting> settings,
        Path folder,
        Map<String, String> set,
        LedgerPlace ledger) {

    /// Settings that shape nothing but when a run ends and how fast it goes.
    private static final String SHAPES_NOTHING = "(limits|stop-after)\\..*";

    QpoRun {
        tasks = List.copyOf(tasks);
        settings = List.copyOf(settings);
        set = Map.copyOf(set);
    }

    /// Runs until all is done or a budget ends. The same command again asks nothing twice.
    ///
    /// @throws dev.hone.InputException before anything is asked, when data are missing
    QpoReport run(PolicyEngine engine) {
        SharedBudget budget =
                new SharedBudget(
                        QpoTaskFile.of(tasks.getFirst(), Setting.ZERO_SHOT, folder, set)
                                .stopAfter()
                                .spending());
        Map<QpoTask, BenchmarkData> data = readAll();
        QpoReport report = new QpoReport(options);
        FreshFiles fresh = FreshFiles.before(ledger);
        try {
            for (Setting setting : settings) {
                for (Map.Entry<QpoTask, BenchmarkData> task : data.entrySet()) {
                    if (task.getKey().has(setting) && !report.isStopped()) {
                        cell(engine, task.getValue(), setting, budget, report);
                    }
                }
            }
        } finally {
            if (!report.hasPaid()) {
                fresh.remove();
            }
        }
        return report;
    }

    /// All before the first call, so that a missing file costs nothing.
    private Map<QpoTask, BenchmarkData> readAll() {
        Map<QpoTask, BenchmarkData> data = new LinkedHashMap<>();
        for (QpoTask task : tasks) {
            data.put(task, new BenchmarkFolder(folder).read(task));
        }
        return data;
    }

    private void cell(
            PolicyEngine engine,
            BenchmarkData data,
            Setting setting,
            SharedBudget budget,
            QpoReport report) {
        CellScores scores = report.begin(data.task(), setting);
        try (Session session = open(data, setting)) {
            session.beginPhase(budget.left());
            report.model(session.taskRole().model());
            try (Interruption interruption =
                    Interruption.of(terminal, session, "the same command")) {
                RunListener experiences = experiences(session);
                experiences.on(started(session, data, setting));
                new CellRun(terminal, engine, options, data, session, experiences, scores).run();
            } catch (ModelException.BudgetExhausted e) {
                report.stopped(e.budget());
            } finally {
                budget.spend(session.spent());
                report.used(session.usage(), session.spent().calls() - session.before().calls());
            }
        }
    }

    /// Writes to the ledger. A run that is made again evaluates the same things in the same order,
    /// so as many events as it left before are not written again.
    private static RunListener experiences(Session session) {
        int before = session.ledger().read(session.run(), 0).size();
        AtomicInteger events = new AtomicInteger();
        return event -> {
            if (events.getAndIncrement() >= before) {
                session.ledger().append(session.run(), event);
            }
        };
    }

    /// The models of a task in a setting; nothing is sent.
    Session open(BenchmarkData data, Setting setting) {
        TaskFile file = file(data, setting);
        return Session.forSearch(
                terminal,
                file,
                known(data),
                new Typed(set, terminal.workingDirectory()),
                id(data, setting, file),
                ledger,
                null);
    }

    TaskFile file(BenchmarkData data, Setting setting) {
        return QpoTaskFile.of(data.task(), setting, folder, set);
    }

    /// Everything that may be asked.
    private static Splits known(BenchmarkData data) {
        Splits loops = data.loops();
        return new Splits(
                data.source().train(),
                loops.train(),
                data.test(),
                loops.validation(),
                data.demonstrations());
    }

    private RunId id(BenchmarkData data, Setting setting, TaskFile file) {
        List<String> parts = new ArrayList<>();
        parts.add(options.withoutPlaces().toString());
        parts.add(shaping(file).toString());
        data.official().forEach((split, rows) -> parts.add(rows.digest().hex()));
        data.seeds().specific().forEach(prompt -> parts.add(prompt.text()));
        return new RunId(
                "reproduce-qpo-"
                        + data.task().id()
                        + "-"
                        + setting.label()
                        + "-"
                        + Digest.of(parts.toArray(String[]::new)).abbreviated());
    }

    private static Map<String, String> shaping(TaskFile file) {
        Map<String, String> shaping = new LinkedHashMap<>(file.settings());
        shaping.keySet().removeIf(key -> key.matches(SHAPES_NOTHING) || key.startsWith("data."));
        return shaping;
    }

    private RunEvent.RunStarted started(Session session, BenchmarkData data, Setting setting) {
        TaskFile file = file(data, setting);
        Map<String, String> shaping = shaping(file);
        shaping.put("task-model.spec", session.taskRole().model());
        return new RunEvent.RunStarted(
                file.name(),
                Prompt.EMPTY,
                "reproduce qpo",
                shaping,
                Map.of("train", data.source().train().digest()),
                1,
                Version.CURRENT);
    }
}
