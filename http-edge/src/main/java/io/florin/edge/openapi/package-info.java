/**
 * The contract as documents, made from the table of operations that also routes: {@link
 * io.florin.edge.openapi.OpenApi} for programs, {@link io.florin.edge.openapi.Manual} for people,
 * both served by {@link io.florin.edge.openapi.ManualRoutes}.
 */
@NullMarked
package io.florin.edge.openapi;

import org.jspecify.annotations.NullMarked;
