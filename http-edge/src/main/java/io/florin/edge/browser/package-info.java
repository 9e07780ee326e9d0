/**
 * What browsers are told about answers: {@link io.florin.edge.browser.Cors} says which pages may
 * read them, {@link io.florin.edge.browser.Precautions} what must not be done with them.
 */
@NullMarked
package io.florin.edge.browser;

import org.jspecify.annotations.NullMarked;
