/// Teaches the bundled model: lessons in, steps of AdamW, and what is recalled of them afterwards.
@NullMarked
package dev.hone.recipe.training;

import org.jspecify.annotations.NullMarked;
