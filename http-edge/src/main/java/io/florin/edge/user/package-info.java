/**
 * Users: {@link io.florin.edge.user.Accounts} registers them, {@link io.florin.edge.user.Logins}
 * lets them in, {@link io.florin.edge.user.UserRoutes} and its neighbours speak HTTP. Whether an
 * account exists, is never told and never felt by somebody who does not know its password.
 */
@NullMarked
package io.florin.edge.user;

import org.jspecify.annotations.NullMarked;
