/// The words that lessons are made of, written by hand, and what is held out of them.
@NullMarked
package dev.hone.recipe.words;

import org.jspecify.annotations.NullMarked;
