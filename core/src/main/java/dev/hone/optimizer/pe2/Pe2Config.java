package dev.hone.optimizer.pe2;

import dev.hone.Task;
import dev.hone.optimizer.Forecast;
import dev.hone.optimizer.Optimizer;
import dev.hone.optimizer.StopCondition;
import dev.hone.optimizer.search.Algorithm;
import dev.hone.optimizer.search.OptionValues;
import dev.hone.optimizer.search.SearchLoop;
import dev.hone.optimizer.search.SearchRoles;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.TreeMap;

/// The numbers of PE2. [#defaults()] are those of its authors' experiments (`example_scripts`),
/// [#code()] those their command line has where nothing is given.
///
/// @param steps the most steps; the authors count the scoring of the seed prompt as one more
/// @param beam prompts rewritten at each step
/// @param expand conversations about each of them, each with failures of its own
/// @param batch failures shown in a conversation
/// @param backTrack whether the prompts to rewrite are the best of all, or of the last step
/// @param mostWords of a prompt, as a request
/// @param editBudget words that may change, as a request; null for no limit
/// @param history whether earlier changes of the prompt are summed up and shown
/// @param score the validation score that is good enough, in [0, 1]; null for none
/// @param patience steps without a better prompt before giving up; null for never
public record Pe2Config(
        int steps,
        int beam,
        int expand,
        int batch,
        boolean backTrack,
        int mostWords,
        @Nullable Integer editBudget,
        boolean history,
        @Nullable Double score,
        @Nullable Integer patience)
        implements Algorithm {

    private static final String NAME = "pe2";
    private static final int MOST_AT_ONCE = 1_000;

    /// Every option, with what it means in one line.
    public static final Map<String, String> KNOWN =
            new TreeMap<>(
                    Map.of(
                            "steps", "the most steps",
                            "beam", "prompts rewritten at each step",
                            "expand", "conversations about each of them",
                            "batch", "failures shown in a conversation",
                            "back-track", "rewrite the best of all steps, not of the last",
                            "most-words", "words a prompt should have at most",
                            "edit-budget", "words that may change",
                            "history", "show earlier changes of the prompt",
                            "score", "validation score that is good enough",
                            "patience", "steps without a better prompt"));

    public Pe2Config {
        OptionValues.requireWithin("steps", steps, 1, OptionValues.MOST);
        OptionValues.requireWithin("beam", beam, 1, MOST_AT_ONCE);
        OptionValues.requireWithin("expand", expand, 1, MOST_AT_ONCE);
        OptionValues.requireWithin("batch", batch, 1, MOST_AT_ONCE);
        OptionValues.requireWithin("most-words", mostWords, 1, OptionValues.MOST);
        OptionValues.requireWithin(
                "edit-budget", editBudget == null ? 1 : editBudget, 1, OptionValues.MOST);
        OptionValues.requireWithin(
                "patience", patience == null ? 1 : patience, 1, OptionValues.MOST);
    }

    /// The values of the authors' experiments.
    public static Pe2Config defaults() {
        return new Pe2Config(3, 4, 4, 2, true, 50, null, false, 1.0, null);
    }

    /// The values of the authors' command line.
    public static Pe2Config code() {
        return new Pe2Config(9, 2, 2, 2, false, 50, null, false, 1.0, null);
    }

    /// @throws dev.hone.InputException for an unknown preset or option, or a value out of range
    public static Pe2Config parse(String preset, Map<String, String> options) {
        Pe2Config base =
                OptionValues.preset(NAME, preset, Map.of("default", defaults(), "code", code()));
        OptionValues values = new OptionValues(NAME, KNOWN, options);
        return OptionValues.build(
                () ->
                        new Pe2Config(
                                values.number("steps", base.steps),
                                values.number("beam", base.beam),
                                values.number("expand", base.expand),
                                values.number("batch", base.batch),
                                values.flag("back-track", base.backTrack),
                                values.number("most-words", base.mostWords),
                                values.optionalNumber("edit-budget", base.editBudget),
                                values.flag("history", base.history),
                                values.fraction("score", base.score),
                                values.optionalNumber("patience", base.patience)));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optimizer optimizer(SearchRoles roles, int maxSteps) {
        return (task, seed) -> {
            StopCondition stop = new StopCondition(Math.min(steps, maxSteps), score, patience);
            return SearchLoop.search(
                    task,
                    seed,
                    roles,
                    stop,
                    (on, scoreboard) -> new Pe2Steps(task, this, on, scoreboard));
        };
    }

    @Override
    public Forecast forecast(Task task, int maxSteps) {
        long prompts = 1;
        long conversations = 0;
        long rewritten = 0;
        for (int step = 0; step < Math.min(steps, maxSteps); step++) {
            long chosen = Math.min(beam, prompts);
            rewritten += chosen;
            conversations += chosen * expand;
            prompts += chosen * expand;
        }
        long turns = task.extraction() == null ? 1 : 2;
        long onTrain = Math.min(rewritten, prompts) * task.splits().train().size();
        long onValidation = prompts * task.splits().validation().size();
        return new Forecast(turns * (onTrain + onValidation), conversations * (history ? 3 : 2));
    }

    @Override
    public int candidatesPerRequest() {
        return 1;
    }
}
