/// Text to tokens and back, as llama.cpp does it for the bundled model.
@NullMarked
package dev.hone.recipe.tokenizer;

import org.jspecify.annotations.NullMarked;
