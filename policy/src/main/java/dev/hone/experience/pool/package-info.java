/// Making a data set on purpose, as the paper does (QPO §2.2 and §2.3): seed prompts and rewrites
/// of them, all scored on one sample of the training queries.
///
/// [DatasetBuilder][dev.hone.experience.pool.DatasetBuilder] does it, with the
/// [PromptPool][dev.hone.experience.pool.PromptPool] that a
/// [Paraphraser][dev.hone.experience.pool.Paraphraser] wrote.
@NullMarked
package dev.hone.experience.pool;

import org.jspecify.annotations.NullMarked;
