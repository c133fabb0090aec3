package dev.hone.cli.loop;

import dev.hone.Digest;
import dev.hone.InputException;
import dev.hone.Version;
import dev.hone.cli.report.LoopTable;
import dev.hone.cli.session.Interruption;
import dev.hone.cli.session.Session;
import dev.hone.cli.session.TrainingProgress;
import dev.hone.cli.terminal.Terminal;
import dev.hone.experience.OfflineDataset;
import dev.hone.experience.reward.RewardScale;
import dev.hone.model.ModelException;
import dev.hone.policy.EpochLosses;
import dev.hone.policy.Policy;
import dev.hone.policy.PolicyEngine;
import dev.hone.policy.TrainingBasis;
import dev.hone.policy.fallback.SafeFallBack;
import dev.hone.policy.learning.Learned;
import dev.hone.policy.learning.Learner;
import dev.hone.policy.loop.Collected;
import dev.hone.policy.loop.LoopListener;
import dev.hone.policy.loop.LoopReport;
import dev.hone.policy.loop.LoopSettings;
import dev.hone.policy.loop.MultiLoop;
import dev.hone.policy.loop.Source;
import dev.hone.result.RunJournal;
import dev.hone.run.RandomStreams;
import dev.hone.run.RunEvent;
import dev.hone.run.RunId;
import dev.hone.run.RunListener;
import dev.hone.task.TaskFile;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/// The loops of a policy on a task, from the scores at hand to the folder of the policy that comes
/// of them. What was interrupted is made again by the same command: the run has the same name, and
/// the ledger its answers.
///
/// @param start the policy the loops go on from
/// @param startFolder where it is
/// @param out where the policy of each loop goes, over that of the loop before
public record LoopRun(
        Terminal terminal,
        TaskFile file,
        PolicyEngine engine,
        Policy start,
        Path startFolder,
        Path out,
        LoopSettings settings) {

    /// In the folder of the policy, until the last loop is over.
    private static final String CHECKPOINTS = ".training";

    /// The same for the same policy, task, settings and seed.
    public RunId run() {
        EpochLosses last = start.summary().losses().getLast();
        Digest digest =
                Digest.of(
                        start.summary().data().hex(),
                        Integer.toString(start.summary().loop()),
                        Long.toString(start.summary().seed()),
                        start.summary().profile(),
                        Double.toString(last.prompt()),
                        settings.toString(),
                        shaping().toString());
        String name = file.name().replaceAll("[^A-Za-z0-9._-]+", "-");
        return new RunId("loop-" + name + "-" + digest.abbreviated());
    }

    /// @throws InputException when the folder to write to is taken
    public void requireFree() {
        if (out.equals(startFolder)) {
            throw new InputException(
                    "--out is the folder of the policy to start from. Choose another one, so that"
                            + " the loops can be made again.");
        }
        note().requireFree(out);
    }

    /// Makes the loops. A budget that ends them ends them well: those completed stand.
    ///
    /// @param recorded what the policy was trained on; null to look in the ledger
    public LoopTable make(Session session, @Nullable OfflineDataset recorded) {
        OfflineDataset data =
                recorded == null
                        ? LoopSource.ofLedger(session)
                        : LoopSource.withoutTest(recorded, session.task());
        Learner.Parts parts = parts(data);
        Source source = source(data, parts);
        warnOfOtherData(source);
        Progress progress = new Progress(session, parts);
        MultiLoop loops =
                new MultiLoop(
                        engine,
                        session.evaluator(),
                        settings,
                        new Experiences(session),
                        progress,
                        new RandomStreams(file.seed()),
                        out.resolve(CHECKPOINTS));
        String stopReason = LoopTable.ALL_LOOPS;
        try (Interruption interruption = Interruption.of(terminal, session, "the same command")) {
            progress.interruption = interruption;
            loops.run(session.task(), source, start);
            loops.forget();
        } catch (ModelException.BudgetExhausted e) {
            stopReason = e.budget();
        } finally {
            progress.training.done();
        }
        return new LoopTable(
                file.name(),
                session.taskRole().model(),
                terminal.shown(out),
                progress.lines,
                session.taskRole().meter().usage(),
                stopReason);
    }

    private Source source(OfflineDataset data, Learner.Parts parts) {
        TrainingBasis basis = start.summary().basis();
        double keep = RewardScale.USUAL_SHARE;
        return basis == null
                ? Source.of(parts.training(), parts.validation(), keep, settings)
                : Source.of(data, basis, keep, settings);
    }

    /// What was set aside when loop 1 was trained: as the policy knows, or, where it was trained by
    /// an earlier version, as [dev.hone.policy.learning.Learner] drew it then.
    private Learner.Parts parts(OfflineDataset data) {
        TrainingBasis basis = start.summary().basis();
        if (basis != null) {
            return new Learner.Parts(
                    data.where(query -> !basis.isSetAside(query)), data.where(basis::isSetAside));
        }
        return new Learner(
                        engine,
                        start.summary().profile(),
                        OptionalInt.empty(),
                        settings.reward(),
                        RewardScale.USUAL_SHARE,
                        null,
                        Set.of(),
                        losses -> {})
                .parts(data, new RandomStreams(note().firstSeed()));
    }

    private void warnOfOtherData(Source source) {
        int now = source.rows().rows().size();
        TrainingBasis basis = start.summary().basis();
        boolean same = basis == null || basis.reward().reward().equals(settings.reward());
        if (same && start.summary().loop() == 1 && start.summary().rows() != now) {
            terminal.warn(
                    "the policy was trained on "
                            + start.summary().rows()
                            + " demonstrations, but the scores at hand give "
                            + now
                            + (basis == null
                                    ? ". Its fall-back may be measured on queries it learned from."
                                    : ". The loops go on from these."));
        }
    }

    private static void makeFolder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new InputException("The folder " + folder + " cannot be made: " + e, e);
        }
    }

    private LoopNote note() {
        return new LoopNote(run().value(), LoopNote.firstSeed(startFolder, start));
    }

    private RunEvent.RunStarted started(Session session) {
        return new RunEvent.RunStarted(
                file.name(),
                file.prompt().seed(),
                "loop",
                shaping(),
                Map.of("train", session.task().splits().train().digest()),
                file.seed(),
                Version.CURRENT);
    }

    /// Limits, budgets and objectives shape nothing.
    private Map<String, String> shaping() {
        Map<String, String> shaping = new LinkedHashMap<>(file.settings());
        shaping.keySet().removeIf(name -> name.matches("(limits|stop-after)\\..*|objectives"));
        return shaping;
    }

    /// Writes what was tried to the ledger; loops that try nothing leave nothing there.
    private final class Experiences implements RunListener {

        private final Session session;
        private final RunJournal journal;
        private boolean begun;

        Experiences(Session session) {
            this.session = session;
            this.journal = new RunJournal(session.ledger(), session.run());
        }

        @Override
        public void on(RunEvent event) {
            if (!begun) {
                journal.on(started(session));
                begun = true;
            }
            journal.on(event);
        }
    }

    /// Shows the loops, and keeps the policy of each.
    private final class Progress implements LoopListener {

        private final Session session;
        private final Learner.Parts parts;
        private final TrainingProgress training = new TrainingProgress(terminal);
        private final List<LoopTable.Line> lines = new ArrayList<>();
        private @Nullable Interruption interruption;
        private long calls;

        Progress(Session session, Learner.Parts parts) {
            this.session = session;
            this.parts = parts;
        }

        @Override
        public void collected(int loop, Collected collected) {
            terminal.err()
                    .println(
                            String.format(
                                    Locale.ROOT,
                                    "loop %d  %,d queries asked, score %.1f, %,d prompts",
                                    loop,
                                    collected.asked(),
                                    100 * collected.accuracy(),
                                    collected.batches().stream()
                                            .flatMap(batch -> batch.prompts().stream())
                                            .distinct()
                                            .count()));
            if (collected.failed() > 0) {
                terminal.warn(
                        collected.failed()
                                + " of them got no answer; they have no score and are left out.");
            }
            // Before the first checkpoint: what is in the folder must be known as this loop's.
            makeFolder(out);
            note().write(out);
            awaitAnswers(false);
        }

        @Override
        public void epoch(int loop, EpochLosses losses) {
            training.accept(losses);
        }

        /// The fall-back is fitted to the scores of the source alone: what a loop adds has one
        /// prompt for each query, which says nothing of another.
        @Override
        public void completed(LoopReport report, Policy policy) {
            training.done();
            awaitAnswers(true);
            SafeFallBack fallBack =
                    SafeFallBack.fit(
                            parts.training(),
                            parts.validation(),
                            policy,
                            new RandomStreams(file.seed()));
            new Learned(policy, fallBack).save(out);
            note().write(out);
            long until = session.taskRole().meter().usage().calls();
            lines.add(new LoopTable.Line(report, until - calls));
            calls = until;
        }

        private void awaitAnswers(boolean awaited) {
            Interruption known = interruption;
            if (known != null) {
                known.awaitAnswers(awaited);
            }
        }
    }
}
