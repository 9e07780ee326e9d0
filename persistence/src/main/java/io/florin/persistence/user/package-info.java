/**
 * Who uses an app: {@link io.florin.persistence.user.UserTable}, {@link
 * io.florin.persistence.user.ApiKeyTable} for programs, and {@link
 * io.florin.persistence.user.SigningKeyTable} for the keys that access tokens are signed with.
 *
 * <p>A change and its entry in the audit trail are one transaction. What the entry shows of a row
 * before and after is JSON that PostgreSQL makes, of columns that are named one by one: a new
 * column is secret until somebody says otherwise.
 */
@NullMarked
package io.florin.persistence.user;

import org.jspecify.annotations.NullMarked;
