/** PostgreSQL and nothing else: pool, migrations, journal, snapshots, read models. */
@NullMarked
package io.florin.persistence;

import org.jspecify.annotations.NullMarked;
