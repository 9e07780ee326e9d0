/**
 * What is true of all nodes together and only the database knows, for metrics: {@link
 * io.florin.persistence.figure.FigureQuery}.
 */
@NullMarked
package io.florin.persistence.figure;

import org.jspecify.annotations.NullMarked;
