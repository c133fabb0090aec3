/// The words that lessons are made of.
@NullMarked
package dev.hone.recipe.words;

import org.jspecify.annotations.NullMarked;
