/** The shared language: words, bytes and doors, one sub-package per vocabulary. */
@NullMarked
package io.florin.protocol;

import org.jspecify.annotations.NullMarked;
