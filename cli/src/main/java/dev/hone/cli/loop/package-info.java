/// The loop of a policy on a task, as a command makes it: [LoopRun][dev.hone.cli.loop.LoopRun] from
/// the scores at hand to the policy's folder.
@NullMarked
package dev.hone.cli.loop;

import org.jspecify.annotations.NullMarked;
