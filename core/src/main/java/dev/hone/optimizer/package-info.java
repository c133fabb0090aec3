/// Searches for a better prompt. [Optimizer][dev.hone.optimizer.Optimizer] is the one-method
/// interface; every algorithm is a package of its own below this one, `gpo` the first.
@NullMarked
package dev.hone.optimizer;

import org.jspecify.annotations.NullMarked;
