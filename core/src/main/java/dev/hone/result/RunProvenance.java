package dev.hone.result;

import dev.hone.Digest;
import dev.hone.Provenance;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What made a run. Together with the ledger it is enough to make the run again.
///
/// @param version of Hone
/// @param optimizer name and preset
/// @param taskModel name of the model that answered; null when it is neither in the settings nor in
///   an evaluation
/// @param optimizerModel name of the model that wrote candidates; null when the settings have none
/// @param settingsDigest of the task model's settings; null when nothing was evaluated
/// @param taskDigest of the template, the demonstrations, the answer reader and the metric; null
///   when nothing was evaluated
/// @param dataDigests of every data set, by its name
/// @param settings every setting that shaped the run, by dotted name
public record RunProvenance(
        String version,
        String optimizer,
        @Nullable String taskModel,
        @Nullable String optimizerModel,
        @Nullable Digest settingsDigest,
        @Nullable Digest taskDigest,
        Map<String, Digest> dataDigests,
        Map<String, String> settings) {

    /// The settings that name the models, as the task file writes them.
    private static final String TASK_MODEL = "task-model.spec";

    private static final String OPTIMIZER_MODEL = "optimizer-model.spec";

    public RunProvenance {
        dataDigests = Collections.unmodifiableMap(new LinkedHashMap<>(dataDigests));
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }

    static RunProvenance of(RunView run) {
        Map<String, String> settings = run.started().settings();
        Provenance evaluated = run.provenance();
        return new RunProvenance(
                run.started().version(),
                run.started().optimizer(),
                evaluated == null ? settings.get(TASK_MODEL) : evaluated.taskModel(),
                settings.get(OPTIMIZER_MODEL),
                evaluated == null ? null : evaluated.settings(),
                evaluated == null ? null : evaluated.task(),
                run.started().data(),
                settings);
    }
}
