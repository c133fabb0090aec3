/// Reads the answer out of what a model wrote.
///
/// [AnswerReaders][dev.hone.answer.AnswerReaders] makes every [AnswerReader][dev.hone.AnswerReader]
/// a task file can name, and [Extractions][dev.hone.answer.Extractions] the second question that
/// asks for the bare answer. What is read here is hostile: any text, of any length, at any time.
/// Readers answer with the empty string when they find nothing, never throw, and take time linear
/// in the text; a user's own regular expression runs inside a
/// [GuardedPattern][dev.hone.answer.GuardedPattern].
///
/// Whether an answer is right is told next door, in `dev.hone.metric`, which reads references with
/// the readers of this package.
@NullMarked
package dev.hone.answer;

import org.jspecify.annotations.NullMarked;
