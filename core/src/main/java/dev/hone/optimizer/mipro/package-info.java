/// MIPRO, the joint search over instruction and demonstrations (Opsahl-Ong et al., arXiv
/// 2406.11695), in the form of DSPy's MIPROv2: sets of demonstrations are drawn and instructions
/// written once, and a tree-structured Parzen estimator looks for the best combination by trials on
/// minibatches of validation.
///
/// Start reading at [MiproSteps].
///
/// There is one prompt here where the authors have a program of several modules, and so no summary
/// of a program; and the request for an instruction shows examples where theirs shows a summary of
/// the data that the model wrote. A demonstration that the task model got wrong keeps the answer of
/// the data, where theirs is replaced. The estimator counts the two choices apart, as Bergstra et
/// al. (2011) do, where DSPy's is multivariate; no combination is tried twice before all were
/// tried, and none that the whole split has judged. The numbers are those of DSPy but for what
/// [MiproConfig] says.
@NullMarked
package dev.hone.optimizer.mipro;

import org.jspecify.annotations.NullMarked;
