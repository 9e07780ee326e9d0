/**
 * Which part of a torn cluster goes on: Pekko's split-brain resolver asks {@link
 * io.florin.node.membership.DatabaseLease}, and the first part that holds it downs the other. A
 * {@link io.florin.node.membership.SoleMember} holds it all the time.
 */
@NullMarked
package io.florin.node.membership;

import org.jspecify.annotations.NullMarked;
