/// Makes the bundled model, from nothing but this module.
@NullMarked
package dev.hone.recipe;

import org.jspecify.annotations.NullMarked;
