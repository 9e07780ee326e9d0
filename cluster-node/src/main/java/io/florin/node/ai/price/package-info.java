/** What models cost: {@link io.florin.node.ai.price.Prices} times usage, in integers. */
@NullMarked
package io.florin.node.ai.price;

import org.jspecify.annotations.NullMarked;
