/**
 * What the route groups of apps are made of: an app's own interface speaks of {@link
 * io.florin.edge.group.Parties}, moves their money through {@link io.florin.edge.group.Till}, and
 * has requests for money fulfilled by {@link io.florin.edge.group.Fulfilment}. All calls wait: they
 * are made from flows.
 */
@NullMarked
package io.florin.edge.group;

import org.jspecify.annotations.NullMarked;
