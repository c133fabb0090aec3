/// What policies cost to train and to ask, beside the same in Python.
@NullMarked
package dev.hone.bench.policy;

import org.jspecify.annotations.NullMarked;
