/**
 * What operators see of a node and its cluster. {@link io.florin.node.management.ManagementViews}
 * shows it under {@code /florin} on the port of Pekko Management, where nobody can change anything;
 * what a view says is a {@link io.florin.node.management.View}, handed in by whoever knows it. A
 * {@link io.florin.node.management.NodeDesk} on each node answers the other nodes, and changes log
 * levels for them: {@link io.florin.node.management.NodeDesks} is the door to all desks.
 */
@NullMarked
package io.florin.node.management;

import org.jspecify.annotations.NullMarked;
