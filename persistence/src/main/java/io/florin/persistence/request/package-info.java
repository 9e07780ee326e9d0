/**
 * Requests for money: {@link io.florin.persistence.request.MoneyRequestTable}. Nothing here moves
 * money; a request changes its state by compare-and-set under its row's lock.
 */
@NullMarked
package io.florin.persistence.request;

import org.jspecify.annotations.NullMarked;
