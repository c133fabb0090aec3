/// GPO, the gradient-inspired prompt optimizer (Tang et al., arXiv 2402.17564): an LLM improves a
/// task prompt step by step, by analogy with gradient descent.
///
/// | gradient descent | GPO | here |
/// |---|---|---|
/// | descent direction | what is known of the current prompt | [UpdateDirection] |
/// | momentum | relevant earlier prompts and their scores | `dev.hone.optimizer.trajectory` |
/// | learning rate | the words that may change | [EditBudget], [Schedule] |
/// | descent step | the optimizer model writes new prompts | [MetaPrompt], [Refinement] |
///
/// Start reading at [Gpo]: its loop is the paper's. [GpoConfig] holds the design space of the
/// paper's §2 with two presets; candidates are scored through `dev.hone.evaluation`.
@NullMarked
package dev.hone.optimizer.gpo;

import org.jspecify.annotations.NullMarked;
