/**
 * Cables that can be cut. A {@link io.florin.sandbox.wire.Proxy} stands before a server and tells
 * callers apart by where they call from; each caller's {@link io.florin.sandbox.wire.Link} can be
 * cut, slow or lossy. No rights of the system's are needed for it.
 */
@NullMarked
package io.florin.sandbox.wire;

import org.jspecify.annotations.NullMarked;
