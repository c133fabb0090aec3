package dev.hone.optimizer.mipro;

import dev.hone.Prompt;
import dev.hone.Task;
import dev.hone.optimizer.search.Demonstrations;
import dev.hone.optimizer.search.Draft;
import dev.hone.optimizer.search.Drafts;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// What there is to combine, and the prompts that come of it. Immutable.
///
/// @param instructions the seed prompt first, each once
/// @param demonstrations an empty set first
/// @param prompts of the combinations that are usable, the seed prompt first, each prompt once
record Candidates(
        List<Prompt> instructions,
        List<Demonstrations> demonstrations,
        SequencedMap<Choice, Prompt> prompts) {

    /// @param drafts knows which prompts are usable
    static Candidates of(
            List<Prompt> instructions,
            List<Demonstrations> demonstrations,
            Task task,
            Drafts drafts) {
        Prompt seed = instructions.getFirst();
        LinkedHashMap<Prompt, Choice> choices = new LinkedHashMap<>();
        choices.put(seed, Choice.SEED);
        for (int i = 0; i < instructions.size(); i++) {
            for (int j = 0; j < demonstrations.size(); j++) {
                Prompt whole = demonstrations.get(j).with(instructions.get(i), task);
                Draft draft = drafts.checked(Draft.of(whole.text(), seed));
                if (draft.isUsable()) {
                    choices.putIfAbsent(draft.prompt(), new Choice(i, j));
                }
            }
        }
        LinkedHashMap<Choice, Prompt> prompts = new LinkedHashMap<>();
        choices.forEach((prompt, choice) -> prompts.put(choice, prompt));
        return new Candidates(
                instructions, demonstrations, Collections.unmodifiableSequencedMap(prompts));
    }
}
