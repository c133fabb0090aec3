/// Writes the bundled model as it is shipped: one GGUF file that llama.cpp runs.
@NullMarked
package dev.hone.recipe.export;

import org.jspecify.annotations.NullMarked;
