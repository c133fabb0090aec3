/// Scores prompts: [Evaluator][dev.hone.evaluation.Evaluator] puts a prompt and every example of a
/// data set before the task model, reads and scores the answers, and returns an
/// [Evaluation][dev.hone.evaluation.Evaluation]. Nothing else calls the task model.
@NullMarked
package dev.hone.evaluation;

import org.jspecify.annotations.NullMarked;
