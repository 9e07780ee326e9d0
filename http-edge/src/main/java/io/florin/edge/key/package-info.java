/**
 * Keys of programs that the operator makes and revokes while Florin runs: {@link
 * io.florin.edge.key.KeyRoutes} hands them out, {@link io.florin.edge.key.StoredKeys} knows them
 * again. Only the hash of a key's secret is kept, so nobody can show it a second time.
 */
@NullMarked
package io.florin.edge.key;

import org.jspecify.annotations.NullMarked;
