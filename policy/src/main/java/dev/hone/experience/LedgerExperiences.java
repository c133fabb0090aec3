package dev.hone.experience;

import dev.hone.ledger.Ledger;
import dev.hone.result.RunView;
import dev.hone.run.RunEvent;
import dev.hone.run.RunEvent.PromptEvaluated;
import dev.hone.run.RunEvent.RunStarted;
import dev.hone.run.RunId;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the runs of one task left behind, without asking any model again.
///
/// A query is named by its text, whatever the ids in the data files, so that one question is one
/// query in all runs and splits. The evaluator asks without a seed and the ledger answers a request
/// it knows, so a prompt evaluated twice on a query had one answer and not two: an experience has
/// exactly one score, the last one there is. Failed outcomes are no scores and are left out, and so
/// are examples without any text, which ask nothing.
///
/// A search does not try every prompt on every query. The propensity of an experience is the part
/// of its split's queries that its prompt was tried on, by all runs together: 1 where that was the
/// whole split.
///
/// @param splits by the name of the split that was evaluated, such as `validation`
/// @param learning the experiences of all splits but test, without the queries that also stand in a
///   test split of any of the runs; where a query stands in two splits, the first counts. Test
///   queries that no run evaluated are not known here
/// @param failed pairs of query and prompt that were tried and have no score
/// @param leaked queries left out of `learning` because they also stand in a test split
public record LedgerExperiences(
        LedgerTask task,
        Map<String, OfflineDataset> splits,
        OfflineDataset learning,
        int failed,
        int leaked) {

    public LedgerExperiences {
        splits = Collections.unmodifiableMap(new LinkedHashMap<>(splits));
    }

    /// Reads the runs of a task.
    public static LedgerExperiences of(Ledger ledger, LedgerTask task) {
        Map<String, SplitTrials> trials = new LinkedHashMap<>();
        for (RunId run : task.runs()) {
            List<RunEvent> events = ledger.read(run, 0);
            if (!(events.getFirst() instanceof RunStarted started)) {
                continue;
            }
            for (RunEvent event : events) {
                if (event instanceof PromptEvaluated evaluated
                        && task.covers(started, evaluated.evaluation().provenance())) {
                    trials.computeIfAbsent(
                                    evaluated.evaluation().dataset(), name -> new SplitTrials())
                            .add(evaluated.evaluation());
                }
            }
        }
        Map<String, OfflineDataset> splits = new LinkedHashMap<>();
        trials.forEach((name, split) -> splits.put(name, split.dataset()));
        OfflineDataset known = union(splits);
        List<Query> test =
                trials.containsKey(RunView.TEST) ? trials.get(RunView.TEST).queries() : List.of();
        OfflineDataset learning = known.without(test);
        return new LedgerExperiences(
                task,
                splits,
                learning,
                trials.values().stream().mapToInt(SplitTrials::failed).sum(),
                known.queries().size() - learning.queries().size());
    }

    /// The experiences of a split; none where no run evaluated it.
    public OfflineDataset split(String name) {
        return Optional.ofNullable(splits.get(name)).orElse(OfflineDataset.of(List.of()));
    }

    /// All splits but test, each query under a prompt once.
    private static OfflineDataset union(Map<String, OfflineDataset> splits) {
        Map<List<String>, Experience> first = new LinkedHashMap<>();
        splits.forEach(
                (name, dataset) -> {
                    if (!name.equals(RunView.TEST)) {
                        for (Experience experience : dataset.experiences()) {
                            List<String> pair =
                                    List.of(experience.query().id(), experience.prompt().text());
                            first.putIfAbsent(pair, experience);
                        }
                    }
                });
        return OfflineDataset.of(new ArrayList<>(first.values()));
    }
}
