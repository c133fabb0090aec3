/// Prompts of several parts, improved one part after the other by any algorithm.
///
/// Start at [PartsInTurn]. What an algorithm sees in its turn is a prompt in one piece; everybody
/// else, the ledger and the report among them, sees whole prompts.
@NullMarked
package dev.hone.optimizer.parts;

import org.jspecify.annotations.NullMarked;
