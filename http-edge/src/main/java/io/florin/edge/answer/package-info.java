/**
 * What Florin says over HTTP when it does not refuse: {@link io.florin.edge.answer.AnswerJson}
 * makes the body of an answer from its facts alone, {@link io.florin.edge.answer.Answers} the whole
 * response of every reply of a wallet.
 */
@NullMarked
package io.florin.edge.answer;

import org.jspecify.annotations.NullMarked;
