/** What messages are read to be about, and the settings of those who send them. */
@NullMarked
package io.florin.edge.webhook;

import org.jspecify.annotations.NullMarked;
