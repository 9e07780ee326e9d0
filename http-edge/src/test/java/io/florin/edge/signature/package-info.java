/** The rules of signatures, and how far ours agree with those of others. */
@NullMarked
package io.florin.edge.signature;

import org.jspecify.annotations.NullMarked;
