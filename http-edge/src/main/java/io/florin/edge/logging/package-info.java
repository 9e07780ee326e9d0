/**
 * How much the nodes log: {@link io.florin.edge.logging.LogLevelRoutes}, for the operator of all
 * apps.
 */
@NullMarked
package io.florin.edge.logging;

import org.jspecify.annotations.NullMarked;
