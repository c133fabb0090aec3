/// The nouns of Hone: what is optimised ([Prompt][dev.hone.Prompt]), for what
/// ([Task][dev.hone.Task] over [Dataset][dev.hone.Dataset]s of [Example][dev.hone.Example]s), and
/// how good an answer is ([Metric][dev.hone.Metric]).
///
/// Start at `Task`. This package imports no other package of Hone; data flows from here to
/// `dev.hone.evaluation`, which puts a prompt and an example before a language model.
@NullMarked
package dev.hone;

import org.jspecify.annotations.NullMarked;
