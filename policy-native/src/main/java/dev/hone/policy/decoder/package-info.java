/// The policy network for reading only: [Decoder][dev.hone.policy.decoder.Decoder] remembers the
/// keys and values of what it has read and goes on from there.
@NullMarked
package dev.hone.policy.decoder;

import org.jspecify.annotations.NullMarked;
