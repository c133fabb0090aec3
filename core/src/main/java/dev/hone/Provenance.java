package dev.hone;

/// What made a result. Together with the ledger it is enough to make the result again.
///
/// @param taskModel name of the model that was asked
/// @param settings digest of the model's settings
/// @param task digest of the template, the demonstrations, the answer reader and the metric
/// @param dataset digest of the examples
/// @param version of Hone
public record Provenance(
        String taskModel, Digest settings, Digest task, Digest dataset, String version) {}
