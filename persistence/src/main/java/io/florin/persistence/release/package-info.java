/**
 * Which release this is, from the build, and which releases go together: {@link
 * io.florin.persistence.release.Release}.
 */
@NullMarked
package io.florin.persistence.release;

import org.jspecify.annotations.NullMarked;
