/// What Hone needs of libtorch beyond single calls: how many threads it takes
/// ([Threads][dev.hone.policy.libtorch.Threads]), and linear layers whose weights are laid out for
/// reading only ([Linear][dev.hone.policy.libtorch.Linear]). Knows nothing of any network.
@NullMarked
package dev.hone.policy.libtorch;

import org.jspecify.annotations.NullMarked;
