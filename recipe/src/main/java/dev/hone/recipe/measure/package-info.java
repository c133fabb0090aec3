/// Measures what the bundled model can do.
@NullMarked
package dev.hone.recipe.measure;

import org.jspecify.annotations.NullMarked;
