/// The only door to any language model: [LanguageModel][dev.hone.model.LanguageModel], one method.
///
/// The task model and the optimizer model are two values of this one type. What stands between a
/// caller and a provider (retries, rate limits, hard budgets, the ledger) is a `LanguageModel` too,
/// wrapped around another; those wrappers live in `dev.hone.limit` and `dev.hone.ledger`.
@NullMarked
package dev.hone.model;

import org.jspecify.annotations.NullMarked;
