/// The bundled model's network, in the shape of Llama.
@NullMarked
package dev.hone.recipe.network;

import org.jspecify.annotations.NullMarked;
