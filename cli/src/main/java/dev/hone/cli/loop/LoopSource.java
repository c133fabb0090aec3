package dev.hone.cli.loop;

import dev.hone.Digest;
import dev.hone.Example;
import dev.hone.InputException;
import dev.hone.Task;
import dev.hone.cli.session.Session;
import dev.hone.experience.LedgerExperiences;
import dev.hone.experience.LedgerTask;
import dev.hone.experience.OfflineDataset;
import dev.hone.experience.Query;
import dev.hone.ledger.Ledger;
import dev.hone.model.ModelSettings;
import dev.hone.run.RunId;

import java.util.List;

/// The experiences that loops go on from: those of the task's earlier runs, from the ledger.
final class LoopSource {

    private LoopSource() {}

    /// Those of all runs but the one about to be made, which may have been interrupted before: made
    /// again, it must start from what it started from.
    ///
    /// @throws InputException when the ledger has none
    static OfflineDataset ofLedger(Session session) {
        Task task = session.task();
        Ledger ledger = session.ledger();
        ModelSettings settings = session.taskRole().settings();
        String id =
                new LedgerTask(
                                task.name(),
                                settings.model(),
                                Digest.of(settings.toString()),
                                task.digest(),
                                List.of())
                        .id();
        for (LedgerTask known : LedgerTask.all(ledger)) {
            if (known.id().equals(id)) {
                OfflineDataset learning = ofRuns(ledger, known, session.run());
                if (!learning.isEmpty()) {
                    return withoutTest(learning, task);
                }
            }
        }
        throw new InputException(
                "The ledger has no scores of task "
                        + task.name()
                        + " under "
                        + settings.model()
                        + " outside the test split, so nothing is known of what the policy was"
                        + " trained on. Name the scores it was trained on with --data, or the"
                        + " ledger they are in with --ledger.");
    }

    /// What is judged by is not learned from.
    static OfflineDataset withoutTest(OfflineDataset data, Task task) {
        List<Query> test =
                task.splits().test().stream()
                        .map(Example::input)
                        .filter(text -> !text.isBlank())
                        .map(text -> new Query(Digest.of(text).hex(), text))
                        .toList();
        OfflineDataset left = data.without(test);
        if (left.isEmpty()) {
            throw new InputException(
                    "All scores to go on from are of queries in the test split of task "
                            + task.name()
                            + ", which are kept for the judgement.");
        }
        return left;
    }

    private static OfflineDataset ofRuns(Ledger ledger, LedgerTask task, RunId own) {
        List<RunId> others = task.runs().stream().filter(run -> !run.equals(own)).toList();
        LedgerTask earlier =
                new LedgerTask(task.name(), task.model(), task.settings(), task.protocol(), others);
        return LedgerExperiences.of(ledger, earlier).learning();
    }
}
