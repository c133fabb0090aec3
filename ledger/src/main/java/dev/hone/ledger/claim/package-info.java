/// Who asks what, among the processes of one machine: [Claims][dev.hone.ledger.claim.Claims] on a
/// ledger in a file, by locked bytes of empty files beside it.
@NullMarked
package dev.hone.ledger.claim;

import org.jspecify.annotations.NullMarked;
