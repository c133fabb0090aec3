/// What models cost: [Prices][dev.hone.models.price.Prices], the providers' published ones and a
/// user's own, each a [Price][dev.hone.limit.Price].
@NullMarked
package dev.hone.models.price;

import org.jspecify.annotations.NullMarked;
