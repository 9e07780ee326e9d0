@NullMarked
package io.florin.edge.payment;

import org.jspecify.annotations.NullMarked;
