/// What the bundled model is taught: questions with their answers.
@NullMarked
package dev.hone.recipe.lesson;

import org.jspecify.annotations.NullMarked;
