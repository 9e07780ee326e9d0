/**
 * What tables with people's data have in common: {@link io.florin.persistence.row.KeysetQuery}
 * pages through one in the order of time, {@link io.florin.persistence.row.Rows} turns columns into
 * values and back.
 */
@NullMarked
package io.florin.persistence.row;

import org.jspecify.annotations.NullMarked;
