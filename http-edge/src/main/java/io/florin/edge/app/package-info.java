/**
 * What one app is: its assets, roles, limits and fees, read once at start from one file per app.
 * All that is wrong in all files is said together, each in a sentence that names file, key and
 * mend.
 */
@NullMarked
package io.florin.edge.app;

import org.jspecify.annotations.NullMarked;
