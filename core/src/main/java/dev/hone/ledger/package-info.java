/// The ledger: every answer anyone paid for and every event of every run, written down once.
///
/// [Ledger][dev.hone.ledger.Ledger] is the interface, append and read.
/// [LedgeredModel][dev.hone.ledger.LedgeredModel] puts it before a language model, so that an
/// answer counts only after it is durable and is never paid for twice, and
/// [ModelStack][dev.hone.ledger.ModelStack] puts that and everything of `dev.hone.limit` before a
/// provider. Stores live in other modules; [AnswerJson][dev.hone.ledger.AnswerJson] and
/// [RunEventJson][dev.hone.ledger.RunEventJson] are how they write things down.
@NullMarked
package dev.hone.ledger;

import org.jspecify.annotations.NullMarked;
