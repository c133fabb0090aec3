/// The instructions that lessons are given under: hundreds for every skill, made by a grammar.
@NullMarked
package dev.hone.recipe.phrasing;

import org.jspecify.annotations.NullMarked;
