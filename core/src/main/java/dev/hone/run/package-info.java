/// What happens in a run: one stream of sealed [RunEvent][dev.hone.run.RunEvent]s, from which the
/// progress bar, the ledger, the run folder and the report are all made, and the named random
/// streams that make a run repeatable.
@NullMarked
package dev.hone.run;

import org.jspecify.annotations.NullMarked;
