/**
 * Ids that the edge makes: fresh ones from an {@link io.florin.edge.identity.IdSource}, and ones
 * that a retry makes again, {@link io.florin.edge.identity.DerivedId}.
 */
@NullMarked
package io.florin.edge.identity;

import org.jspecify.annotations.NullMarked;
