/**
 * Who did what, when, from where: {@link io.florin.edge.trail.Recorder} writes an entry for every
 * call of an audited operation that went through, {@link io.florin.edge.trail.TrailRoutes} shows
 * them.
 */
@NullMarked
package io.florin.edge.trail;

import org.jspecify.annotations.NullMarked;
