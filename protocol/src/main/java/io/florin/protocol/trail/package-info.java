/** Who did what, when, from where: {@link io.florin.protocol.trail.AuditTrail}, append-only. */
@NullMarked
package io.florin.protocol.trail;

import org.jspecify.annotations.NullMarked;
