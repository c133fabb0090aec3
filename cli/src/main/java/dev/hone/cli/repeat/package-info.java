/// `hone optimize --repeat`: the same search under several seeds, to see how much of its result is
/// the seed's.
///
/// [Repetition][dev.hone.cli.repeat.Repetition] makes the searches one after the other, each an
/// ordinary run in a folder of its own, and [Stability][dev.hone.result.comparison.Stability] says
/// what came of them.
@NullMarked
package dev.hone.cli.repeat;

import org.jspecify.annotations.NullMarked;
