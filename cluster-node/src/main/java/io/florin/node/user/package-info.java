/**
 * The doors to users and keys over their tables: {@link io.florin.node.user.SqlUsers}, {@link
 * io.florin.node.user.SqlApiKeys}, {@link io.florin.node.user.SqlSigningKeys}. Every node has its
 * own; PostgreSQL decides between them.
 */
@NullMarked
package io.florin.node.user;

import org.jspecify.annotations.NullMarked;
