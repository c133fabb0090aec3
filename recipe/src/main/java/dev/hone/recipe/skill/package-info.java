/// The small tasks that the bundled model can do.
@NullMarked
package dev.hone.recipe.skill;

import org.jspecify.annotations.NullMarked;
