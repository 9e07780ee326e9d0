/**
 * How much is written to the logs of all nodes: {@link io.florin.protocol.logging.LogLevels} is the
 * door, and what is changed there ends by itself.
 */
@NullMarked
package io.florin.protocol.logging;

import org.jspecify.annotations.NullMarked;
