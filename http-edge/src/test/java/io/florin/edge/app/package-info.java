@NullMarked
package io.florin.edge.app;

import org.jspecify.annotations.NullMarked;
