/// Teaches the bundled model.
@NullMarked
package dev.hone.recipe.training;

import org.jspecify.annotations.NullMarked;
