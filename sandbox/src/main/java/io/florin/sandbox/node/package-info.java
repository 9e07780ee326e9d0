/**
 * Nodes as processes of their own. {@link io.florin.sandbox.node.NodeProcess} starts one, waits
 * until it is ready and ends it; {@link io.florin.sandbox.node.NodeMain} is what runs inside.
 */
@NullMarked
package io.florin.sandbox.node;

import org.jspecify.annotations.NullMarked;
