/// What a search remembers: the scored prompts it selected, in order
/// ([Trajectory][dev.hone.optimizer.trajectory.Trajectory]), and which of them it shows to the
/// optimizer model again ([TrajectorySelector][dev.hone.optimizer.trajectory.TrajectorySelector],
/// GPO's counterpart of momentum). Every optimizer builds on these.
@NullMarked
package dev.hone.optimizer.trajectory;

import org.jspecify.annotations.NullMarked;
