package dev.hone.experience;

import dev.hone.Prompt;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What was read from files.
///
/// @param averages the average of a prompt over its task, in [0, 1], where the rows recorded one;
///   the mean of them where they recorded several
/// @param promptIds the id of a prompt, where the rows named one; the first where they named
///   several
/// @param model the only model of the rows; empty where they name none
/// @param warnings for people, one sentence each; they hold text from the files, shortened
public record RecordedExperiences(
        OfflineDataset dataset,
        Map<Prompt, Double> averages,
        Map<Prompt, String> promptIds,
        Optional<String> model,
        List<String> warnings) {

    public RecordedExperiences {
        averages = Collections.unmodifiableMap(new LinkedHashMap<>(averages));
        promptIds = Collections.unmodifiableMap(new LinkedHashMap<>(promptIds));
        warnings = List.copyOf(warnings);
    }

    /// The averages of all prompts, recorded or computed.
    public PromptAverages promptAverages() {
        return PromptAverages.of(dataset, averages);
    }
}
