/// Measures what the bundled model can do, with inputs and phrasings that it was not taught.
@NullMarked
package dev.hone.recipe.measure;

import org.jspecify.annotations.NullMarked;
