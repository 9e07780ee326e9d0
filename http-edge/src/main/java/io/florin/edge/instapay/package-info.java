/**
 * Mini-InstaPay: instant transfers from person to person, under the app's own addresses and in its
 * own shapes; {@link io.florin.edge.instapay.InstaPay} is all of it.
 */
@NullMarked
package io.florin.edge.instapay;

import org.jspecify.annotations.NullMarked;
