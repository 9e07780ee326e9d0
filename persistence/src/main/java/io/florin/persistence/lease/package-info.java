/**
 * Who of several nodes may do something alone: {@link io.florin.persistence.lease.LeaseTable} has
 * one row per name, and the database's clock decides.
 */
@NullMarked
package io.florin.persistence.lease;

import org.jspecify.annotations.NullMarked;
