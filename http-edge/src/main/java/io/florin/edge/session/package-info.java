/**
 * Sessions over HTTP: {@link io.florin.edge.session.SessionRoutes} for logins, {@link
 * io.florin.edge.session.ConversationRoutes}, {@link io.florin.edge.session.CodeRoutes} for
 * one-time codes.
 */
@NullMarked
package io.florin.edge.session;

import org.jspecify.annotations.NullMarked;
