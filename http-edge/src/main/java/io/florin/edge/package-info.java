/** HTTP and nothing else: routes, authentication, limits, problem answers. */
@NullMarked
package io.florin.edge;

import org.jspecify.annotations.NullMarked;
