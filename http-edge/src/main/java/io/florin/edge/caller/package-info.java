/**
 * Who is asking, for which tenant, and what they may: {@link io.florin.edge.caller.Caller} from the
 * {@link io.florin.edge.caller.Credentials}, {@link io.florin.edge.caller.App} from the {@link
 * io.florin.edge.caller.Apps}.
 */
@NullMarked
package io.florin.edge.caller;

import org.jspecify.annotations.NullMarked;
