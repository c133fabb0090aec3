/// What tests of Hone and of its extensions stand on: scripted models, a fault server, and contract
/// tests for every interface Hone publishes. The synthetic model is next door, in `synthetic`.
@NullMarked
package dev.hone.testkit;

import org.jspecify.annotations.NullMarked;
