/// The commands about policies: `gap`, `train`, `prompt` and `loop`. What a loop does is next door
/// in `dev.hone.cli.loop`.
@NullMarked
package dev.hone.cli.policy;

import org.jspecify.annotations.NullMarked;
