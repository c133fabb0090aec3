package dev.hone.cli.reproduce.recorded;

import dev.hone.InputException;
import dev.hone.cli.option.ExperienceSource;
import dev.hone.cli.policy.RecordedLearning;
import dev.hone.cli.session.TrainingProgress;
import dev.hone.cli.terminal.Terminal;
import dev.hone.experience.OfflineDataset;
import dev.hone.policy.PolicyEngine;
import dev.hone.policy.judgement.Contender;
import dev.hone.policy.judgement.PolicyRow;
import dev.hone.policy.learning.Learner;
import dev.hone.policy.learning.QpoContenders;
import dev.hone.run.RandomStreams;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Learns and judges on every recording, as `train` does with each.
///
/// @param folder with the files
/// @param learner of a policy, from who is told of its epochs
/// @param policies rows of the table; empty for all but the controls
record RecordedStudy(
        Terminal terminal,
        Path folder,
        PolicyEngine engine,
        Function<TrainingProgress, Learner> learner,
        List<String> policies,
        long seed) {

    /// @throws InputException before anything is learned, when a file is missing
    RecordedTable run() {
        for (RecordedSet set : RecordedSet.values()) {
            set.files().forEach(file -> require(set, file));
        }
        requirePrompts();
        List<RecordedTable.Block> blocks = new ArrayList<>();
        for (RecordedSet set : RecordedSet.values()) {
            terminal.err().println(set.label());
            blocks.add(block(set));
        }
        return new RecordedTable(blocks);
    }

    private RecordedTable.Block block(RecordedSet set) {
        ExperienceSource source = new ExperienceSource();
        String judgedBy = set.judgedBy();
        OfflineDataset tested =
                judgedBy == null
                        ? OfflineDataset.of(List.of())
                        : source.ofFiles(List.of(folder.resolve(judgedBy)), terminal).dataset();
        OfflineDataset data =
                RecordedLearning.learnable(
                        terminal,
                        set.learnedFrom(),
                        source.ofFiles(List.of(folder.resolve(set.learnedFrom())), terminal)
                                .dataset(),
                        tested);
        TrainingProgress progress = new TrainingProgress(terminal);
        List<Contender> contenders =
                new RecordedLearning(engine)
                        .contenders(policies, new QpoContenders(learner.apply(progress)));
        List<PolicyRow> rows =
                RecordedLearning.judge(
                        contenders,
                        data,
                        tested,
                        judgedBy == null ? RecordedSet.FOLDS : 0,
                        new RandomStreams(seed));
        progress.done();
        return new RecordedTable.Block(
                set.label(), data.queries().size(), tested.queries().size(), rows);
    }

    private void require(RecordedSet set, String file) {
        if (!Files.isRegularFile(folder.resolve(file))) {
            throw new InputException(
                    folder.resolve(file)
                            + " is missing. It must hold the recorded outcomes of "
                            + set.label()
                            + ", a row for each query: query_id, query, and rewards, an object from"
                            + " prompt id to a list of 0 and 1.");
        }
    }

    private void requirePrompts() {
        Path file = folder.resolve(RecordedSet.PROMPTS);
        if (!Files.isRegularFile(file)) {
            throw new InputException(
                    file
                            + " is missing. It must hold the texts of the prompts: rows with"
                            + " prompt_id and prompt.");
        }
    }
}
