/// The task file: one YAML document that says what a prompt is optimised for, with which models,
/// how long and how fast.
///
/// Start at [TaskFile][dev.hone.task.TaskFile]. It is read into records and loads its data through
/// [DataSource][dev.hone.data.DataSource]; metric, answer reader, models and optimizer stay names
/// here and are made elsewhere. `docs/reference/task.schema.json` describes the same keys to
/// editors.
@NullMarked
package dev.hone.task;

import org.jspecify.annotations.NullMarked;
