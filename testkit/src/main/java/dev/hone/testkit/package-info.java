/// What tests and benchmarks of prompt optimisation need instead of a provider: models that answer
/// from a script, a server that speaks the OpenAI protocol and fails on demand, and contract tests
/// for the interfaces Hone publishes.
///
/// Start at [ScriptedModel][dev.hone.testkit.ScriptedModel] for logic, at
/// [FaultServer][dev.hone.testkit.FaultServer] for everything that goes over HTTP, and extend
/// [LanguageModelContract][dev.hone.testkit.LanguageModelContract] for a model of your own.
@NullMarked
package dev.hone.testkit;

import org.jspecify.annotations.NullMarked;
